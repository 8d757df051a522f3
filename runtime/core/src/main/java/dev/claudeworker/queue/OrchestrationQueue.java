package dev.claudeworker.queue;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.GraphReads;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.OrchestrationFilter;
import dev.claudeworker.spi.storage.OrchestrationPage;
import dev.claudeworker.spi.storage.RelatedTasks;
import dev.claudeworker.spi.storage.TaskDependencies;
import dev.claudeworker.spi.task.TaskId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Orchestrations beside the {@link TaskQueue}. What a method returns is durable by then. Every method blocks, and throws a
 * {@link dev.claudeworker.spi.WorkerException} with a code of {@link QueueErrors} or {@link
 * dev.claudeworker.spi.storage.StorageErrors}. Safe for use from any thread.
 */
public interface OrchestrationQueue {

  /** Submits an orchestration: all of its tasks or nothing. */
  OrchestrationSubmission submit(OrchestrationRequest request, Optional<IdempotencyKey> key);

  /**
   * Adds tasks to an orchestration, all or none. One that has completed or failed goes on; a cancelled or timed-out one
   * refuses.
   */
  OrchestrationSubmission add(
      OrchestrationId id, OrchestrationRequest.Members tasks, Optional<IdempotencyKey> key, Requester by);

  /** One orchestration without its tasks. */
  Optional<Orchestration> find(OrchestrationId id);

  /**
   * One orchestration with its tasks.
   *
   * @param after only tasks with a larger id
   * @param limit at most so many
   */
  Optional<OrchestrationView> view(OrchestrationId id, Optional<TaskId> after, int limit);

  /** Orchestrations, newest first. */
  OrchestrationPage list(OrchestrationFilter filter);

  /** Which tasks of an orchestration have these identifiers. */
  Map<String, TaskId> identifiers(OrchestrationId id, Set<String> identifiers);

  /** Cancels everything that has not ended, running attempts too. Cancelling again is allowed. */
  Orchestration cancel(OrchestrationId id, boolean force, Requester by);

  /** Claims nothing of it from now on; what runs goes on. */
  Orchestration pause(OrchestrationId id, Requester by);

  /** Ends a pause. */
  Orchestration unpause(OrchestrationId id, Requester by);

  /** Puts what failed, was skipped or cancelled back into the queue; what completed stays. */
  Orchestration retry(OrchestrationId id, Requester by);

  /**
   * Deletes an orchestration that has ended, with its tasks. The tasks go in parts, last ones first, so that nobody waits for
   * a large one; interrupted, it can be called again.
   */
  void delete(OrchestrationId id, Requester by);

  /** Changes what a task that has not started depends on. */
  TaskView change(TaskId task, DependencyChange change, OptionalLong expectedVersion, Requester by);

  /** Lets a task go on that a broken dependency holds. */
  TaskView release(TaskId task, Requester by);

  /** The direct dependencies of a task. */
  TaskDependencies dependencies(TaskId task, int limit);

  /** What a task depends on or what depends on it, over any number of edges. */
  RelatedTasks related(TaskId task, GraphReads.Direction direction, int limit);
}
