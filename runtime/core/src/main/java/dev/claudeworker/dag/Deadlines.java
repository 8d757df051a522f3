package dev.claudeworker.dag;

import dev.claudeworker.spi.dag.OrchestrationSettings;
import java.time.Instant;
import java.util.Optional;

/** When the time of an orchestration runs out. */
public final class Deadlines {

  private Deadlines() {}

  /** The deadline of an orchestration that begins, or begins again, at a moment; empty if its time has no limit. */
  public static Optional<Instant> of(OrchestrationSettings settings, Instant from) {
    return settings.timeout().isZero() ? Optional.empty() : Optional.of(from.plus(settings.timeout()));
  }
}
