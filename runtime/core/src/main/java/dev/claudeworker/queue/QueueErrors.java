package dev.claudeworker.queue;

import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.ErrorCode;

/** The error codes of the queue. */
public final class QueueErrors {

  /** There is no such task. */
  public static final ErrorCode TASK_NOT_FOUND = ErrorCode.user("task_not_found");

  /** An upstream task does not exist. */
  public static final ErrorCode UPSTREAM_NOT_FOUND = ErrorCode.user("upstream_not_found");

  /** There is no such orchestration. */
  public static final ErrorCode ORCHESTRATION_NOT_FOUND = ErrorCode.user("orchestration_not_found");

  /** The orchestration is not in a state in which this is possible. */
  public static final ErrorCode ORCHESTRATION_STATE = ErrorCode.user("orchestration_state");

  /** Another task of the orchestration has the identifier. */
  public static final ErrorCode IDENTIFIER_TAKEN = ErrorCode.user("identifier_taken");

  /** Tasks would wait for each other in a circle. */
  public static final ErrorCode CYCLE = ErrorCode.user("dependency_cycle");

  /** What was asked is only possible before the task starts. */
  public static final ErrorCode TASK_STARTED = ErrorCode.user("task_started");

  /** No broken dependency holds the task. */
  public static final ErrorCode TASK_NOT_HELD = ErrorCode.user("task_not_held");

  /** What was asked is only possible while the task has not ended. */
  public static final ErrorCode TASK_ENDED = ErrorCode.user("task_ended");

  /** What was asked is only possible once the task has ended (or failed, for a retry). */
  public static final ErrorCode TASK_NOT_ENDED = ErrorCode.user("task_not_ended");

  /** A task that has not ended depends on it. */
  public static final ErrorCode TASK_IN_USE = ErrorCode.user("task_in_use");

  /** Nothing was left that could be continued. */
  public static final ErrorCode NOTHING_TO_RESUME = ErrorCode.user("nothing_to_resume");

  /** The task was changed by someone else since it was read. */
  public static final ErrorCode VERSION_CHANGED = ErrorCode.user("version_changed");

  /** The task kept changing while the change was tried. */
  public static final ErrorCode CONFLICT = new ErrorCode("task_changed_meanwhile", ErrorCategory.USER, true);

  /** The idempotency key was used for another request. */
  public static final ErrorCode KEY_REUSED = ErrorCode.user("idempotency_key_reused");

  /** No executor of that name. */
  public static final ErrorCode UNKNOWN_EXECUTOR = ErrorCode.user("unknown_executor");

  /** The request breaks a bound or a rule; the message names it. */
  public static final ErrorCode INVALID = ErrorCode.user("invalid_task");

  /** Too many changes wait for the storage. */
  public static final ErrorCode BUSY = ErrorCode.resources("queue_busy");

  /** The server is stopping. */
  public static final ErrorCode STOPPING = ErrorCode.resources("server_stopping");

  private QueueErrors() {}
}
