package dev.claudeworker.queue;

import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The queue. What a method returns is durable by then. Every method blocks, and throws a {@link
 * dev.claudeworker.spi.WorkerException} with a code of {@link QueueErrors} or {@link
 * dev.claudeworker.spi.storage.StorageErrors}. Safe for use from any thread.
 */
public interface TaskQueue extends TaskReader {

  /**
   * Submits tasks together: all of them or none.
   *
   * @param requests the tasks, 1 or more; each may depend on earlier ones of the list
   * @param key makes the request repeatable
   * @return the tasks
   */
  Submission submit(List<TaskRequest> requests, Optional<IdempotencyKey> key);

  /**
   * Whether something was submitted with a key before; a repetition would create nothing, whatever it asks for.
   *
   * @param key the key of a request, of tasks alone or of an orchestration
   * @param like one of the tasks that are asked for
   * @return whether the key is known
   */
  boolean wasSubmitted(IdempotencyKey key, TaskRequest like);

  /**
   * Cancels a task: at once if no attempt runs, else by asking the attempt to end. Asking again is allowed.
   *
   * @param id the task
   * @param force end a running attempt without the grace period
   * @param by who asks
   * @return the task as it stands: cancelled, or still running with its mark
   */
  TaskView cancel(TaskId id, boolean force, Requester by);

  /**
   * Puts a failed, skipped or cancelled task back into the queue with fresh counters. Its dependents stay as they are.
   *
   * @param id the task
   * @param fresh start anew; false = continue what the last attempt left, if there is anything
   * @param by who asks
   * @return the task
   */
  TaskView retry(TaskId id, boolean fresh, Requester by);

  /**
   * Lets a completed, failed or cancelled task go on where it stopped, or one that waits for an answer or an approval.
   *
   * @param id the task
   * @param text what is added, or the answer; empty = just go on
   * @param by who asks
   * @return the task
   */
  TaskView resume(TaskId id, Optional<String> text, Requester by);

  /**
   * Changes the priority of a task that has not ended.
   *
   * @param id the task
   * @param priority the new priority
   * @param expectedVersion refuse unless the task has this version
   * @param by who asks
   * @return the task
   */
  TaskView changePriority(TaskId id, Priority priority, OptionalLong expectedVersion, Requester by);

  /**
   * Deletes a task that has ended.
   *
   * @param id the task
   * @param by who asks
   */
  void delete(TaskId id, Requester by);

  /**
   * Claims nothing of a scope from now on; what runs goes on. Pausing what is paused changes nothing.
   *
   * @param scope what to hold back
   * @param by who asks
   */
  void pause(GateScope scope, Requester by);

  /**
   * Ends a pause. Nothing changes if there is none.
   *
   * @param scope what to let go
   * @param by who asks
   */
  void unpause(GateScope scope, Requester by);

  /**
   * Waits until a task has ended.
   *
   * @param id the task
   * @param atMost how long to wait
   * @return the task as it stands then, ended or not; empty if there is none
   * @throws InterruptedException if the waiting thread is interrupted
   */
  Optional<TaskView> waitFor(TaskId id, Duration atMost) throws InterruptedException;

  /**
   * Waits until the first of several tasks has ended. Looks twice, however long it takes and however many they are.
   *
   * @param ids the tasks, 1 or more
   * @param atMost how long to wait
   * @return all that there are as they stand then, smallest number first; returns at once if one of them does not exist
   * @throws InterruptedException if the thread is interrupted
   */
  List<TaskView> waitForAny(Set<TaskId> ids, Duration atMost) throws InterruptedException;
}
