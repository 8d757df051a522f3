package dev.claudeworker.spi.task;

/** The event types that the core writes. */
public final class EventTypes {

  /** A task was accepted. */
  public static final String TASK_SUBMITTED = "task.submitted";

  /** A waiting task became due. */
  public static final String TASK_READY = "task.ready";

  /** The dependencies of a task are met and its initial delay begins. */
  public static final String TASK_DELAYED = "task.delayed";

  /** An attempt was claimed. */
  public static final String TASK_STARTED = "task.started";

  /** A restarted server took over a running attempt. */
  public static final String TASK_ADOPTED = "task.adopted";

  /** A failed or lost attempt will be tried again. */
  public static final String TASK_RETRY_SCHEDULED = "task.retry_scheduled";

  /** An attempt was given back as if it had not been begun. */
  public static final String TASK_RELEASED = "task.released";

  /** An attempt stopped to wait for something. */
  public static final String TASK_SUSPENDED = "task.suspended";

  /** A task completed. */
  public static final String TASK_COMPLETED = "task.completed";

  /** A task failed for good. */
  public static final String TASK_FAILED = "task.failed";

  /** A broken dependency holds a task until a person releases or cancels it. */
  public static final String TASK_HELD = "task.held";

  /** A task was skipped. */
  public static final String TASK_SKIPPED = "task.skipped";

  /** A running task was asked to end. */
  public static final String TASK_CANCEL_REQUESTED = "task.cancel_requested";

  /** A task was cancelled. */
  public static final String TASK_CANCELLED = "task.cancelled";

  /** A person put an ended task back into the queue. */
  public static final String TASK_RETRIED = "task.retried";

  /** A person asked an ended task to go on where it stopped. */
  public static final String TASK_RESUMED = "task.resumed";

  /** The priority of a task changed. */
  public static final String TASK_PRIORITY_CHANGED = "task.priority_changed";

  /** A finished task was deleted. */
  public static final String TASK_DELETED = "task.deleted";

  /** The dependencies of a task changed. */
  public static final String TASK_DEPENDENCIES_CHANGED = "task.dependencies_changed";

  /** An orchestration was accepted with all its tasks. */
  public static final String ORCHESTRATION_SUBMITTED = "orchestration.submitted";

  /** Tasks were added to an orchestration. */
  public static final String ORCHESTRATION_TASKS_ADDED = "orchestration.tasks_added";

  /** The first task of an orchestration was claimed. */
  public static final String ORCHESTRATION_STARTED = "orchestration.started";

  /** An orchestration goes on: it was let go on after a pause, retried, or got more tasks after its end. */
  public static final String ORCHESTRATION_RESUMED = "orchestration.resumed";

  /** An orchestration was paused. */
  public static final String ORCHESTRATION_PAUSED = "orchestration.paused";

  /** What failed, was skipped or cancelled in an orchestration was put back into the queue. */
  public static final String ORCHESTRATION_RETRIED = "orchestration.retried";

  /** An orchestration completed. */
  public static final String ORCHESTRATION_COMPLETED = "orchestration.completed";

  /** An orchestration failed. */
  public static final String ORCHESTRATION_FAILED = "orchestration.failed";

  /** An orchestration was cancelled. */
  public static final String ORCHESTRATION_CANCELLED = "orchestration.cancelled";

  /** The time of an orchestration ran out. */
  public static final String ORCHESTRATION_TIMED_OUT = "orchestration.timed_out";

  /** An orchestration that had ended was deleted, after all of its tasks. */
  public static final String ORCHESTRATION_DELETED = "orchestration.deleted";

  /** A gate was closed. */
  public static final String GATE_CLOSED = "gate.closed";

  /** A gate was opened, by time, by success or by a person. */
  public static final String GATE_OPENED = "gate.opened";

  private EventTypes() {}
}
