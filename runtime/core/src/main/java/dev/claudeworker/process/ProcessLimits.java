package dev.claudeworker.process;

import java.time.Duration;

/**
 * What one child may use.
 *
 * @param gracePeriod how long it may take to end politely before it is killed
 * @param maxOutputBytes how much it may write to stdout and stderr together
 */
public record ProcessLimits(Duration gracePeriod, long maxOutputBytes) {

  /** Refuses a negative grace period and an output limit below one byte. */
  public ProcessLimits {
    if (gracePeriod.isNegative()) {
      throw new IllegalArgumentException("a grace period is not negative: " + gracePeriod);
    }
    if (maxOutputBytes < 1) {
      throw new IllegalArgumentException("the output limit is at least one byte: " + maxOutputBytes);
    }
  }
}
