package dev.claudeworker.retry;

import java.time.Duration;

/**
 * How long a suspended task waits whose end of the wait is not known.
 *
 * @param first {@code suspension.first}: the first wait; no suspended task waits less than {@code least}
 * @param factor {@code suspension.factor}: each further wait in a row is longer by this factor
 * @param longest {@code suspension.longest}: no such wait is longer
 * @param least {@code suspension.least}: no wait is shorter, also when its end is known, so that an end in the past cannot
 *     make a task spin
 */
public record SuspensionRules(Duration first, double factor, Duration longest, Duration least) {

  /** 60 s, 1.5, 1 h, 1 s. */
  public static final SuspensionRules DEFAULT =
      new SuspensionRules(Duration.ofSeconds(60), 1.5, Duration.ofHours(1), Duration.ofSeconds(1));

  /** Checks the ranges. */
  public SuspensionRules {
    if (!first.isPositive() || factor < 1 || longest.compareTo(first) < 0 || !least.isPositive()) {
      throw new IllegalArgumentException(
          "suspension.first and suspension.least are more than 0, suspension.factor is at least 1, and suspension.longest is"
              + " not below suspension.first");
    }
  }
}
