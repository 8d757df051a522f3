package dev.claudeworker.worker;

import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitCondition;
import java.time.Instant;
import java.util.Optional;

/** Outcomes that executors return in tests. */
final class Outcomes {

  private Outcomes() {}

  static AttemptOutcome failed(ErrorCategory category, boolean retryHelps) {
    return new AttemptOutcome.Failed(
        new Failure(new ErrorCode("broken", category, retryHelps), "it broke", "mend it", JsonObject.EMPTY),
        Usage.NONE);
  }

  /** A failure of the machine: tried again, and says nothing about any service. */
  static AttemptOutcome transientFailure() {
    return failed(ErrorCategory.RESOURCES, true);
  }

  static AttemptOutcome externalFailure() {
    return failed(ErrorCategory.EXTERNAL, true);
  }

  static AttemptOutcome usageLimit(Optional<Instant> until) {
    return new AttemptOutcome.Suspended(
        new WaitCondition("usage_limit", until, JsonObject.EMPTY.with("message", "limit reached")),
        Optional.of(GateScope.account(ScriptedExecutor.NAME, "default")),
        Usage.NONE);
  }
}
