package dev.claudeworker.queue;

import static dev.claudeworker.spi.task.TaskStatus.CANCELLED;
import static dev.claudeworker.spi.task.TaskStatus.COMPLETED;
import static dev.claudeworker.spi.task.TaskStatus.FAILED;
import static dev.claudeworker.spi.task.TaskStatus.PENDING;
import static dev.claudeworker.spi.task.TaskStatus.RUNNING;
import static dev.claudeworker.spi.task.TaskStatus.SKIPPED;
import static dev.claudeworker.spi.task.TaskStatus.WAITING;

import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.Set;

/** Everything that can happen to a task, with the states between which it moves and the event that tells. */
public enum TaskTransition {
  /** A waiting task becomes due: its time has come, or its last dependency is met. */
  READY(Set.of(WAITING), PENDING, EventTypes.TASK_READY),
  /** The dependencies are met and the task's own delay begins. */
  DELAYED(Set.of(WAITING), WAITING, EventTypes.TASK_DELAYED),
  /** A dependency is broken, and its edge says that a person decides. */
  HELD(Set.of(WAITING), WAITING, EventTypes.TASK_HELD),
  /** It depends on more than before. */
  WAITS_FOR_MORE(Set.of(PENDING, WAITING), WAITING, EventTypes.TASK_DEPENDENCIES_CHANGED),
  /** A worker takes it. */
  CLAIMED(Set.of(PENDING), RUNNING, EventTypes.TASK_STARTED),
  /** An attempt produced a result. */
  COMPLETED_BY_ATTEMPT(Set.of(RUNNING), COMPLETED, EventTypes.TASK_COMPLETED),
  /** An attempt failed and no retry is left or none would help. */
  FAILED_FOR_GOOD(Set.of(RUNNING), FAILED, EventTypes.TASK_FAILED),
  /** An attempt failed and another one follows after a wait. */
  RETRY_LATER(Set.of(RUNNING), WAITING, EventTypes.TASK_RETRY_SCHEDULED),
  /** An attempt failed or was lost and another one may follow at once. */
  RETRY_AT_ONCE(Set.of(RUNNING), PENDING, EventTypes.TASK_RETRY_SCHEDULED),
  /** An attempt stopped to wait for something. */
  SUSPENDED(Set.of(RUNNING), WAITING, EventTypes.TASK_SUSPENDED),
  /** An attempt is given back as if it had not been begun. */
  RELEASED(Set.of(RUNNING), PENDING, EventTypes.TASK_RELEASED),
  /** An upstream task did not end as an edge asks. */
  SKIPPED_BY_UPSTREAM(Set.of(WAITING), SKIPPED, EventTypes.TASK_SKIPPED),
  /** A person or tool cancels it. */
  CANCELLED_BY_REQUEST(Set.of(PENDING, WAITING, RUNNING), CANCELLED, EventTypes.TASK_CANCELLED),
  /** A person wants it tried again. */
  RETRIED_BY_REQUEST(Set.of(FAILED, SKIPPED, CANCELLED), PENDING, EventTypes.TASK_RETRIED),
  /** Its orchestration is tried again, and something that it depends on with it. */
  RETRIED_WITH_UPSTREAM(Set.of(FAILED, SKIPPED, CANCELLED), WAITING, EventTypes.TASK_RETRIED),
  /** A person lets it go on where it stopped. */
  RESUMED_BY_REQUEST(Set.of(COMPLETED, FAILED, CANCELLED), PENDING, EventTypes.TASK_RESUMED),
  /** A person or tool answers what it waits for. */
  ANSWERED_BY_REQUEST(Set.of(WAITING), PENDING, EventTypes.TASK_RESUMED);

  private final Set<TaskStatus> from;
  private final TaskStatus to;
  private final String eventType;

  TaskTransition(Set<TaskStatus> from, TaskStatus to, String eventType) {
    this.from = from;
    this.to = to;
    this.eventType = eventType;
  }

  /** The states it starts from. */
  public Set<TaskStatus> from() {
    return from;
  }

  /** The state it leads to. */
  public TaskStatus to() {
    return to;
  }

  /** The event that tells. */
  public String eventType() {
    return eventType;
  }
}
