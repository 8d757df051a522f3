package dev.claudeworker.plugin.shell;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ExitMeaning;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.Usage;
import java.util.Objects;

/**
 * Decides how a command ended. Pure functions. Success is exit code 0 without having been asked to end: a command may well
 * answer a polite signal with exit code 0, half done.
 */
final class ExitJudge {

  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  private ExitJudge() {}

  /**
   * What a command left behind.
   *
   * @param exit how it ended
   * @param stdout the end of its output
   * @param stderr the end of its error output
   */
  record Remains(ChildExit exit, TextTail stdout, TextTail stderr) {}

  static AttemptOutcome judge(Remains remains, boolean retryFailures) {
    var exit = remains.exit();
    var usage = usage(exit);
    if (exit.endedBy().isPresent()) {
      return ended(exit.endedBy().get(), remains);
    }
    if (exit.code().isEmpty()) {
      return new AttemptOutcome.Lost("The process is gone and left no exit status.", usage);
    }
    int code = exit.code().getAsInt();
    if (code == 0) {
      return new AttemptOutcome.Completed(new TaskResult(remains.stdout().text(), 0, details(remains)), usage);
    }
    return failed(code, remains, retryFailures);
  }

  static AttemptOutcome notStarted(ProcessStartException refused) {
    String why = Objects.requireNonNullElse(refused.getMessage(), "");
    return switch (refused.reason()) {
      case PROGRAM_NOT_FOUND -> notStarted(FailureKind.PROGRAM_NOT_FOUND, why);
      case PROGRAM_NOT_EXECUTABLE -> notStarted(FailureKind.PROGRAM_NOT_EXECUTABLE, why);
      case BAD_DIRECTORY -> notStarted(FailureKind.BAD_DIRECTORY, why);
      case RESOURCES -> AttemptOutcome.Suspended.noRoom(why);
      case OTHER -> notStarted(FailureKind.START_FAILED, why);
      case NEVER_STARTED, LOST -> new AttemptOutcome.Lost(why, Usage.NONE);
    };
  }

  static AttemptOutcome notStarted(FailureKind kind, String why) {
    return new AttemptOutcome.Failed(
        new Failure(kind.errorCode(), kind.headline() + ": " + why, kind.suggestion(), JsonObject.EMPTY), Usage.NONE);
  }

  private static AttemptOutcome ended(EndCause cause, Remains remains) {
    var usage = usage(remains.exit());
    return switch (cause) {
      case CANCELLED -> new AttemptOutcome.Cancelled("The task was cancelled.", usage);
      case LEASE_LOST -> new AttemptOutcome.Cancelled("Another server took the task over.", usage);
      case EXECUTOR -> new AttemptOutcome.Cancelled("The executor ended the command.", usage);
      case TIMEOUT -> failed(FailureKind.TIMEOUT, remains);
      case SILENCE -> failed(FailureKind.SILENT, remains);
      case OUTPUT_LIMIT -> failed(FailureKind.OUTPUT_LIMIT, remains);
    };
  }

  private static AttemptOutcome failed(FailureKind kind, Remains remains) {
    var failure = new Failure(kind.errorCode(), kind.headline() + ".", kind.suggestion(), details(remains));
    return new AttemptOutcome.Failed(failure, usage(remains.exit()));
  }

  private static AttemptOutcome failed(int code, Remains remains, boolean retryFailures) {
    var kind = kind(code);
    String last = lastLine(remains);
    String message = "%s: exit code %d (%s)%s."
        .formatted(kind.headline(), code, ExitMeaning.of(code), last.isEmpty() ? "" : "; it said '" + last + "'");
    var given = kind.errorCode();
    var errorCode = new ErrorCode(given.code(), given.category(), given.retryHelps() && retryFailures);
    return new AttemptOutcome.Failed(
        new Failure(errorCode, message, kind.suggestion(), details(remains)), usage(remains.exit()));
  }

  private static FailureKind kind(int code) {
    return switch (code) {
      case NOT_EXECUTABLE -> FailureKind.COMMAND_NOT_EXECUTABLE;
      case NOT_FOUND -> FailureKind.COMMAND_NOT_FOUND;
      case 128 + 9 -> FailureKind.COMMAND_KILLED;
      case 128 + 1, 128 + 2, 128 + 15 -> FailureKind.COMMAND_INTERRUPTED;
      default -> ExitMeaning.isSignal(code) ? FailureKind.COMMAND_CRASHED : FailureKind.COMMAND_FAILED;
    };
  }

  /** People look for the reason in the last line of stderr, and of stdout where there is none. */
  private static String lastLine(Remains remains) {
    String error = OneLine.lastOf(remains.stderr().text());
    return error.isEmpty() ? OneLine.lastOf(remains.stdout().text()) : error;
  }

  private static JsonObject details(Remains remains) {
    var exit = remains.exit();
    var details = JsonObject.EMPTY;
    if (exit.code().isPresent()) {
      int code = exit.code().getAsInt();
      details = details.with("exit_code", code).with("exit_meaning", ExitMeaning.of(code));
    }
    details = details.with("stdout_bytes", remains.stdout().totalBytes());
    if (remains.stdout().shortened()) {
      details = details.with("text_shortened", "true");
    }
    String error = remains.stderr().text();
    if (!error.isBlank()) {
      details = details.with("stderr", error);
    }
    return exit.stragglers() == 0 ? details : details.with("stragglers_ended", exit.stragglers());
  }

  private static Usage usage(ChildExit exit) {
    return new Usage(0, 0, 0, 0, 0, 0, exit.cpuTime(), exit.peakMemoryBytes());
  }
}
