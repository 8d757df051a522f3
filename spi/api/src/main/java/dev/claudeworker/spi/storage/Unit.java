package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** One change of a {@link Group}: applied whole, or refused without a trace. */
public sealed interface Unit {

  /**
   * New tasks. Repeating a submission (same task uuids, same uuid of a new orchestration, or same idempotency key with
   * the same request hash) is answered with {@link UnitResult.AlreadyApplied}, the orchestration and the ids of the first
   * time, whatever became of the tasks since. The key is looked at first, then the orchestration's uuid (the ids are
   * then those of its first tasks, as many as are submitted now). Refused with {@link Refusal#NOT_FOUND} if an upstream
   * task or the orchestration does not exist, with {@link Refusal#STATE_CHANGED} if the orchestration was cancelled or
   * has timed out, with {@link Refusal#IDENTIFIER_TAKEN} if an identifier is not unique in the orchestration,
   * and as {@link Refusal#INVALID} if the key has not 1 to 255 characters, if only some of the uuids are known, if a
   * task depends on itself or a later one of the list, if it depends on one upstream task twice, or if it has an
   * identifier without an orchestration or one that has not 1 to 100 characters.
   *
   * @param tasks the tasks, 1 or more, with different uuids; each may depend on earlier ones of the list
   * @param key makes the request repeatable
   * @param into the orchestration that they belong to
   */
  record Submit(List<NewTask> tasks, Optional<IdempotencyKey> key, Optional<SubmissionTarget> into) implements Unit {

    /** Copies the list. */
    public Submit {
      tasks = List.copyOf(tasks);
    }

    /**
     * Tasks of no orchestration.
     *
     * @param tasks the tasks
     * @param key makes the request repeatable
     */
    public Submit(List<NewTask> tasks, Optional<IdempotencyKey> key) {
      this(tasks, key, Optional.empty());
    }
  }

  /**
   * The end of an attempt: valid only while its lease is held, that is, while its token stands: a lease that ran out
   * but that nobody took over is still held; one of a deleted task is lost. A finish that was already applied
   * (commit whose answer was lost: the attempt has ended under this very token) is answered with {@link
   * UnitResult.AlreadyApplied}. A finish whose move leads to a state that is not final is refused with {@link
   * Refusal#CANCEL_REQUESTED} if the task has been asked to end meanwhile; one that leads to a final state is not,
   * and clears that mark.
   *
   * @param lease the lease
   * @param end how the attempt ended
   * @param move what follows for the task, from running
   * @param gates gates to close or open with it
   */
  record Finish(Lease lease, AttemptEnd end, TaskMove move, List<GateChange> gates) implements Unit {

    /** Copies the list. */
    public Finish {
      gates = List.copyOf(gates);
    }
  }

  /**
   * A move of a task that no attempt is running: cancel, retry, resume, becoming due.
   *
   * @param move the move; never from running
   * @param expectedVersion refuse with {@link Refusal#VERSION_CHANGED} unless the task has this version
   */
  record Move(TaskMove move, OptionalLong expectedVersion) implements Unit {}

  /**
   * Asks a running task to end: sets its mark. Refused with {@link Refusal#STATE_CHANGED} if it is not running; already
   * applied if the mark stands.
   *
   * @param task the task
   * @param event the event to write
   */
  record RequestCancel(TaskId task, EventDraft event) implements Unit {}

  /**
   * A restarted server, or another one after the lease has expired, takes a running attempt over. Answered with {@link
   * UnitResult.TakenOver}, also when it is repeated: the new token stands already. {@link UnitResult.LeaseLost} if the
   * attempt is not running any more or has another token; refused with {@link Refusal#STATE_CHANGED} if another server's
   * lease has not expired by the storage's clock (it was renewed after it was read).
   *
   * @param current the lease as it was read; its token must still stand
   * @param token the new token
   * @param holder who holds it from now on
   * @param leaseFor how long from now
   * @param event the event to write
   */
  record TakeOver(Lease current, UUID token, LeaseHolder holder, Duration leaseFor, EventDraft event) implements Unit {}

  /**
   * Saves what could be continued, while the lease is held.
   *
   * @param lease the lease
   * @param resumeReference the executor's own name for it, at most 1,000 characters
   */
  record SaveResumeReference(Lease lease, String resumeReference) implements Unit {}

  /**
   * Another priority for a task that has not ended.
   *
   * @param task the task
   * @param priority the new priority
   * @param claimOrder its new place in the queue
   * @param expectedVersion refuse with {@link Refusal#VERSION_CHANGED} unless the task has this version
   * @param event the event to write
   */
  record ChangePriority(
      TaskId task, Priority priority, long claimOrder, OptionalLong expectedVersion, EventDraft event)
      implements Unit {}

  /**
   * Removes a finished task with everything that belongs to it, except its events and the idempotency key it was
   * submitted under; its dependents lose it from their upstream tasks. Refused with {@link
   * Refusal#STATE_CHANGED} if it has not ended, or if a task that has not ended depends on it.
   *
   * @param task the task
   * @param event the event to write
   */
  record Delete(TaskId task, EventDraft event) implements Unit {}

  /**
   * Closes or opens a gate outside of an attempt's end. Already applied if the change writes nothing.
   *
   * @param change the change
   */
  record ChangeGate(GateChange change) implements Unit {}

  /**
   * A move of an orchestration, with what it does to its tasks. Other units of the group may name its tasks; they are
   * applied first. Refused with {@link Refusal#NOT_FOUND} if there is none, and with {@link Refusal#STATE_CHANGED} if it is
   * in no state of {@code from}.
   *
   * @param move the move
   * @param expectedVersion refuse with {@link Refusal#VERSION_CHANGED} unless the orchestration has this version
   */
  record MoveOrchestration(OrchestrationMove move, OptionalLong expectedVersion) implements Unit {}

  /**
   * Removes an orchestration that has ended and has no tasks any more; its events stay. Refused with {@link
   * Refusal#NOT_FOUND} if there is none, and with {@link Refusal#STATE_CHANGED} if it has not ended or has a task.
   *
   * @param orchestration the orchestration
   * @param event the event to write
   */
  record DeleteOrchestration(OrchestrationId orchestration, EventDraft event) implements Unit {}

  /**
   * Other dependencies for a task that has not started. Applied whole or refused: with {@link Refusal#NOT_FOUND} if the task
   * or an added upstream task does not exist, with {@link Refusal#STATE_CHANGED} if the task is not in the state that
   * {@code waiting} starts from, with {@link Refusal#CYCLE} if an added edge would close a cycle, and as {@link
   * Refusal#INVALID} if a removed edge does not exist, if an added one exists and is not removed, or if one names no
   * existing task. If edges are added, the task makes the move {@code waiting}. Then the rule is asked about it if it is
   * waiting and an edge was removed or an added one is resolved already.
   *
   * @param task the task
   * @param add edges to existing tasks
   * @param remove upstream tasks whose edge goes; may be among the added ones, whose edge then replaces the old one
   * @param waiting the move of this task to waiting for {@code dependency}, from pending or from waiting
   * @param expectedVersion refuse with {@link Refusal#VERSION_CHANGED} unless the task has this version
   * @param event the event to write
   */
  record ChangeDependencies(
      TaskId task,
      List<Dependency> add,
      Set<TaskId> remove,
      TaskMove waiting,
      OptionalLong expectedVersion,
      EventDraft event)
      implements Unit {

    /** Copies the collections. */
    public ChangeDependencies {
      add = List.copyOf(add);
      remove = Set.copyOf(remove);
    }
  }
}
