package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.Usage;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of an attempt.
 *
 * @param status its final state; not running
 * @param counted whether it counts as a failure
 * @param usage what it used; storage adds it to the task's total
 * @param failure why it failed, was suspended or lost
 * @param at when, by the core's clock
 */
public record AttemptEnd(AttemptStatus status, boolean counted, Usage usage, Optional<Failure> failure, Instant at) {

  /** Refuses a state that is not an end. */
  public AttemptEnd {
    if (status == AttemptStatus.RUNNING) {
      throw new IllegalArgumentException("an attempt does not end as running");
    }
  }
}
