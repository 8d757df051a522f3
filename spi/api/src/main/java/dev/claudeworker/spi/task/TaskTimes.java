package dev.claudeworker.spi.task;

import java.time.Instant;
import java.util.Optional;

/**
 * When what happened, by the core's clock, to the microsecond.
 *
 * @param created when it was submitted
 * @param due when a waiting task becomes due by itself
 * @param started when its first attempt was claimed
 * @param ended when it reached its final state; empty again after a retry
 */
public record TaskTimes(Instant created, Optional<Instant> due, Optional<Instant> started, Optional<Instant> ended) {}
