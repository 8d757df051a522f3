package dev.claudeworker.notify;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** What a person meets who asks a notifier for something. */
public final class NotifyErrors {

  /** There is no such notifier, or it is not used. */
  public static final ErrorCode NOT_USED = ErrorCode.user("notifier_not_used");

  /** It took too long. */
  public static final ErrorCode OVERDUE = ErrorCode.external("notifier_overdue");

  /** It threw what it should not. */
  public static final ErrorCode FAILED = ErrorCode.internal("notifier_failed");

  /** The notification was dropped before its turn came. */
  public static final ErrorCode DROPPED = ErrorCode.resources("notification_dropped");

  private NotifyErrors() {}

  static WorkerException overdue(String name, Duration timeout) {
    return new WorkerException(OVERDUE,
        "The notifier " + name + " did not return within " + text(timeout) + " (notify.timeout).",
        "See whether what it talks to answers; the server's log has more.");
  }

  static WorkerException hanging(String name) {
    return new WorkerException(OVERDUE,
        "The notifier " + name + " is still in an earlier call and does not react to interruption.",
        "Restart the server; if it happens again, report it to the author of the plugin.");
  }

  static WorkerException dropped(String name) {
    return new WorkerException(DROPPED, "The notification was dropped before the notifier " + name + " was asked.",
        "Try again when it has less to do.");
  }

  /** What a call threw, in words; what only wraps it is taken off. */
  static WorkerException failed(String name, Throwable thrown) {
    Throwable wrapped = thrown instanceof ExecutionException ? thrown.getCause() : null;
    Throwable cause = wrapped == null ? thrown : wrapped;
    return cause instanceof WorkerException known ? known
        : new WorkerException(FAILED, "The notifier " + name + " failed: " + cause,
            "This is a fault of the plugin; report it to its author.", cause);
  }

  static String text(Duration duration) {
    return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
  }
}
