package dev.claudeworker.http;

import static java.util.Map.entry;

import dev.claudeworker.plugins.PluginErrors;
import dev.claudeworker.queue.QueueErrors;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import java.util.List;
import java.util.Map;

/** Turns failures into what the client is told. */
final class Problems {

  /** Codes whose status does not follow from their category. */
  private static final Map<String, Integer> STATUS_OF_CODE = Map.ofEntries(
      entry(QueueErrors.TASK_NOT_FOUND.code(), 404),
      entry(QueueErrors.ORCHESTRATION_NOT_FOUND.code(), 404),
      entry(QueueErrors.ORCHESTRATION_STATE.code(), 409),
      entry(QueueErrors.IDENTIFIER_TAKEN.code(), 409),
      entry(QueueErrors.CYCLE.code(), 409),
      entry(QueueErrors.TASK_STARTED.code(), 409),
      entry(QueueErrors.TASK_NOT_HELD.code(), 409),
      entry(QueueErrors.TASK_ENDED.code(), 409),
      entry(QueueErrors.TASK_NOT_ENDED.code(), 409),
      entry(QueueErrors.TASK_IN_USE.code(), 409),
      entry(QueueErrors.NOTHING_TO_RESUME.code(), 409),
      entry(QueueErrors.CONFLICT.code(), 409),
      entry(QueueErrors.VERSION_CHANGED.code(), 412),
      entry(PluginErrors.NOT_FOUND.code(), 404),
      entry(PluginErrors.UNREADABLE.code(), 422),
      entry(PluginErrors.NO_DESCRIPTOR.code(), 422),
      entry(PluginErrors.BUNDLES_SPI.code(), 422));

  private Problems() {}

  static Problem of(WorkerException failure) {
    ErrorCode code = failure.errorCode();
    return new Problem(status(code), code.code(), String.valueOf(failure.getMessage()), failure.suggestion(),
        List.of());
  }

  private static int status(ErrorCode code) {
    Integer own = STATUS_OF_CODE.get(code.code());
    if (own != null) {
      return own;
    }
    return switch (code.category()) {
      case USER -> 422;
      case CONFIGURATION, INTERNAL -> 500;
      case EXTERNAL, RESOURCES -> 503;
    };
  }

  /** What is told of a failure that nobody foresaw; the details are in the log only, since they may hold anything. */
  static Problem internal(String correlationId) {
    return Problem.of(500, "internal_error", "The server failed to answer this request.",
        "Look for " + correlationId + " in the server's log, and report it.");
  }
}
