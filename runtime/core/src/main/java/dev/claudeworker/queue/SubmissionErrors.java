package dev.claudeworker.queue;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.UnitResult;
import java.util.Locale;

/** What people read when a submission is refused. */
final class SubmissionErrors {

  private SubmissionErrors() {}

  static WorkerException refused(UnitResult.Refused refused) {
    return switch (refused.refusal()) {
      case KEY_REUSED ->
          new WorkerException(
              QueueErrors.KEY_REUSED,
              "The idempotency key was used before for another request.",
              "Use a new key for a new request, or repeat the first request unchanged.");
      case NOT_FOUND -> OrchestrationErrors.upstreamNotFound(refused.message());
      case IDENTIFIER_TAKEN ->
          new WorkerException(
              QueueErrors.IDENTIFIER_TAKEN,
              "Another task of the orchestration has that identifier: " + refused.message(),
              "Choose another identifier.");
      default -> invalid(describe(refused));
    };
  }

  static WorkerException invalid(String message) {
    return new WorkerException(
        QueueErrors.INVALID, "The submission was refused: " + message, "Correct the request and submit it again.");
  }

  private static String describe(UnitResult.Refused refused) {
    return refused.message().isBlank() ? refused.refusal().name().toLowerCase(Locale.ROOT) : refused.message();
  }
}
