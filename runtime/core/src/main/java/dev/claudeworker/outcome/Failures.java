package dev.claudeworker.outcome;

import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.WaitCondition;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** The failures that the runtime itself reports. */
public final class Failures {

  /** The attempt took longer than the task's timeout. */
  public static final ErrorCode TIMEOUT = ErrorCode.resources("timeout");

  /** The executor gave up without having been asked. */
  public static final ErrorCode INTERRUPTED = new ErrorCode("interrupted", ErrorCategory.INTERNAL, true);

  /** Machine and process are gone. */
  public static final ErrorCode LOST = new ErrorCode("attempt_lost", ErrorCategory.RESOURCES, true);

  /** All attempts together cost as much as the task may. */
  public static final ErrorCode BUDGET_EXCEEDED = ErrorCode.user("budget_exceeded");

  /** The executor threw. */
  public static final ErrorCode EXECUTOR_FAILED = ErrorCode.internal("executor_failed");

  /** No such executor any more. */
  public static final ErrorCode EXECUTOR_GONE = ErrorCode.configuration("executor_unavailable");

  /** The result cannot be stored. */
  public static final ErrorCode RESULT_REFUSED = ErrorCode.internal("result_refused");

  private static final int MAX_MESSAGE = 4_000;
  private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

  private Failures() {}

  static Failure timeout(Duration timeout, AttemptOutcome outcome) {
    return of(
        TIMEOUT,
        "The attempt took longer than its timeout of " + inWords(timeout) + " and was ended.",
        "Give the task more time (timeout), or split it into smaller ones.",
        outcome instanceof AttemptOutcome.Failed failed
            ? failed.failure().details().with("executor_says", failed.failure().message())
            : JsonObject.EMPTY);
  }

  static Failure interrupted(String reason) {
    return of(
        INTERRUPTED,
        "The attempt ended as cancelled although nobody had asked for that: " + reason,
        "Look into the attempt's log; if it keeps happening, its executor has a fault.",
        JsonObject.EMPTY);
  }

  static Failure lost(String reason) {
    return of(LOST, "The attempt was lost: " + reason + ".", "Nothing to do: it is tried again.", JsonObject.EMPTY);
  }

  static Failure lostTooOften(String reason, String why) {
    return of(
        LOST,
        "The attempt was lost: " + reason + ". It is not tried again because " + why + ".",
        "Find out what takes the server or its machine down, then retry the task.",
        JsonObject.EMPTY);
  }

  static Failure suspended(WaitCondition condition) {
    return of(
        ErrorCode.external(isCode(condition.code()) ? condition.code() : "suspended"),
        condition.details().text("message").orElse("The attempt stopped to wait: " + condition.code() + "."),
        "Nothing to do: it goes on by itself.",
        condition.details());
  }

  static Failure budgetExceeded(long spentMicros, BigDecimal maxUsd, Optional<Failure> last) {
    String spent = BigDecimal.valueOf(spentMicros).divide(MICROS).stripTrailingZeros().toPlainString();
    return of(
        BUDGET_EXCEEDED,
        "All attempts together cost " + spent + " USD, and the task may cost " + maxUsd.toPlainString()
            + " USD (max_cost)."
            + last.map(failure -> " The last attempt: " + failure.message()).orElse(""),
        "Raise max_cost and submit or retry the task, or make it smaller.",
        JsonObject.EMPTY);
  }

  /** The executor threw something. Its message is shown, its stack goes to the log. */
  public static Failure executorFailed(String executor, Throwable thrown) {
    return of(
        EXECUTOR_FAILED,
        "The executor " + executor + " failed: " + thrown,
        "This is a fault of the executor's plugin; the server's log has the details.",
        JsonObject.EMPTY);
  }

  /** The executor of a claimed or adopted task is not there. */
  public static Failure executorGone(String executor) {
    return of(
        EXECUTOR_GONE,
        "There is no executor '" + executor + "' on this server any more.",
        "Install or enable its plugin, then retry the task.",
        JsonObject.EMPTY);
  }

  /** The storage refused the attempt's result. */
  public static Failure resultRefused(String why) {
    return of(
        RESULT_REFUSED,
        "The attempt ended, but its result could not be stored: " + why,
        "See the attempt's log for what it did.",
        JsonObject.EMPTY);
  }

  /** A failure with its message cut to what the contract allows. */
  static Failure of(ErrorCode code, String message, String suggestion, JsonObject details) {
    return new Failure(code, cut(message), suggestion, details);
  }

  static Failure bounded(Failure failure) {
    return failure.message().length() <= MAX_MESSAGE
        ? failure
        : new Failure(failure.errorCode(), cut(failure.message()), failure.suggestion(), failure.details());
  }

  private static String cut(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 4) + " ...";
  }

  // Wait codes are open texts, error codes are not.
  private static boolean isCode(String code) {
    return code.matches("[a-z][a-z0-9_]{0,63}");
  }

  static String inWords(Duration duration) {
    return duration.toSecondsPart() == 0 && duration.toMinutes() > 0
        ? duration.toMinutes() + " min"
        : duration.toMillis() / 1000.0 + " s";
  }
}
