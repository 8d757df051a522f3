package dev.claudeworker.plugin.claudecli;

import dev.claudeworker.plugin.claudecli.outcome.FailureKind;
import dev.claudeworker.plugin.claudecli.outcome.Failures;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.Usage;
import java.util.Objects;

/** The outcome of a run that could not be started. */
final class StartFailures {

  private StartFailures() {}

  static AttemptOutcome outcome(ProcessStartException failure) {
    String words = Objects.requireNonNullElse(failure.getMessage(), "");
    return switch (failure.reason()) {
      case PROGRAM_NOT_FOUND -> failed(FailureKind.CLI_NOT_FOUND, words);
      case PROGRAM_NOT_EXECUTABLE -> failed(FailureKind.CLI_NOT_EXECUTABLE, words);
      case BAD_DIRECTORY -> failed(FailureKind.BAD_DIRECTORY, words);
      case RESOURCES -> AttemptOutcome.Suspended.noRoom(words);
      case OTHER -> failed(FailureKind.START_FAILED, words);
      case NEVER_STARTED, LOST -> new AttemptOutcome.Lost(words, Usage.NONE);
    };
  }

  static AttemptOutcome failed(FailureKind kind, String words) {
    return new AttemptOutcome.Failed(Failures.of(kind, words), Usage.NONE);
  }
}
