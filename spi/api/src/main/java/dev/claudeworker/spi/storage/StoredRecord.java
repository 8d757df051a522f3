package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One piece of a store on its way to another: what any storage keeps, in the words of the SPI. What a storage works out from
 * it (queues, lanes, counts) is no record; the storage that takes the records makes it anew.
 */
public sealed interface StoredRecord {

  /** The kinds of records, in the order in which a store is read and written: what is referred to comes first. */
  enum Kind {
    /** {@link OfOrchestration}. */
    ORCHESTRATION,
    /** {@link OfTask}. */
    TASK,
    /** {@link OfDependency}. */
    DEPENDENCY,
    /** {@link OfGate}. */
    GATE,
    /** {@link OfKey}. */
    IDEMPOTENCY_KEY,
    /** {@link OfEvent}. */
    EVENT
  }

  /**
   * Its kind.
   *
   * @return the kind
   */
  Kind kind();

  /**
   * An orchestration.
   *
   * @param orchestration as it stands
   */
  record OfOrchestration(Orchestration orchestration) implements StoredRecord {
    @Override
    public Kind kind() {
      return Kind.ORCHESTRATION;
    }
  }

  /**
   * A task with all that belongs to it alone.
   *
   * @param task as it stands
   * @param input its heavy texts
   * @param result its whole result, if it completed
   * @param resumeText what a person added for the next attempt
   * @param attempts all attempts by number
   */
  record OfTask(
      Task task,
      TaskInput input,
      Optional<TaskResult> result,
      Optional<String> resumeText,
      List<StoredAttempt> attempts)
      implements StoredRecord {

    /** Copies the list. */
    public OfTask {
      attempts = List.copyOf(attempts);
    }

    @Override
    public Kind kind() {
      return Kind.TASK;
    }
  }

  /**
   * An attempt with what stands beside it about its lease.
   *
   * @param attempt as it stands
   * @param incarnation start of the server that holds the lease, or held it last
   * @param token the fence of the lease; stays after the end
   * @param expires when the lease ends; empty = the attempt has ended
   */
  record StoredAttempt(Attempt attempt, UUID incarnation, UUID token, Optional<Instant> expires) {}

  /**
   * A dependency between two tasks.
   *
   * @param upstream the task that is waited for
   * @param downstream the task that waits
   * @param on what is asked of the upstream task
   * @param ifBroken what happens when it ends otherwise
   * @param created when it was made
   */
  record OfDependency(TaskId upstream, TaskId downstream, EdgeCondition on, IfBroken ifBroken, Instant created)
      implements StoredRecord {
    @Override
    public Kind kind() {
      return Kind.DEPENDENCY;
    }
  }

  /**
   * A closed gate.
   *
   * @param gate as it stands
   */
  record OfGate(Gate gate) implements StoredRecord {
    @Override
    public Kind kind() {
      return Kind.GATE;
    }
  }

  /**
   * What was submitted under an idempotency key.
   *
   * @param key the key
   * @param firstTask the first of the tasks, whose numbers are consecutive
   * @param taskCount how many there were
   * @param created when it was first used
   * @param orchestration the orchestration of the tasks
   */
  record OfKey(
      IdempotencyKey key, TaskId firstTask, int taskCount, Instant created, Optional<OrchestrationId> orchestration)
      implements StoredRecord {
    @Override
    public Kind kind() {
      return Kind.IDEMPOTENCY_KEY;
    }
  }

  /**
   * An event of the log.
   *
   * @param event with its number
   */
  record OfEvent(TaskEvent event) implements StoredRecord {
    @Override
    public Kind kind() {
      return Kind.EVENT;
    }
  }
}
