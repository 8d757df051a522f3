package dev.claudeworker.spi.dag;

import java.time.Instant;
import java.util.Optional;

/**
 * When what happened to an orchestration, by the core's clock, to the microsecond.
 *
 * @param created when it was submitted
 * @param started when it became running for the first time
 * @param ended when it reached its final state; empty again when it goes on
 * @param deadline when its time runs out; empty = never, or it has ended
 */
public record OrchestrationTimes(
    Instant created, Optional<Instant> started, Optional<Instant> ended, Optional<Instant> deadline) {}
