package dev.claudeworker.spi.task;

import java.time.Duration;

/**
 * When and how often failed attempts are tried again.
 *
 * @param attempts how many counted failures end the task; 1 = never try again, 1 to 100. Suspended and lost attempts do
 *     not count
 * @param maxLost how many attempts may be lost (machine or process gone) before the task fails, 1 to 100
 * @param backoff how the wait grows
 * @param initialDelay the first wait
 * @param maxDelay no wait is longer
 * @param multiplier factor of the exponential form, 1 to 10
 * @param jitter part of the wait that is drawn at random around it, 0 to 1
 */
public record RetryRules(
    int attempts,
    int maxLost,
    Backoff backoff,
    Duration initialDelay,
    Duration maxDelay,
    double multiplier,
    double jitter) {

  /** How the wait grows from failure to failure. */
  public enum Backoff {
    /** initial, initial x multiplier, initial x multiplier^2, ... */
    EXPONENTIAL,
    /** initial, 2 x initial, 3 x initial, ... */
    LINEAR,
    /** initial x 1, 1, 2, 3, 5, 8, ... */
    FIBONACCI,
    /** always initial. */
    FIXED
  }

  /** Three counted failures, 1 s doubling to at most 60 s, a quarter of jitter. */
  public static final RetryRules DEFAULT =
      new RetryRules(3, 3, Backoff.EXPONENTIAL, Duration.ofSeconds(1), Duration.ofSeconds(60), 2, 0.25);

  /** Checks all ranges. */
  public RetryRules {
    require(attempts >= 1 && attempts <= 100, "attempts is 1 to 100, not " + attempts);
    require(maxLost >= 1 && maxLost <= 100, "max_lost is 1 to 100, not " + maxLost);
    require(!initialDelay.isNegative(), "initial_delay is not negative");
    require(maxDelay.compareTo(initialDelay) >= 0, "max_delay is not below initial_delay");
    require(multiplier >= 1 && multiplier <= 10, "multiplier is 1 to 10, not " + multiplier);
    require(jitter >= 0 && jitter <= 1, "jitter is 0 to 1, not " + jitter);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException("retry rules: " + message);
    }
  }

  /**
   * The same rules with another number of attempts.
   *
   * @param count counted failures that end the task
   * @return the new rules
   */
  public RetryRules withAttempts(int count) {
    return new RetryRules(count, maxLost, backoff, initialDelay, maxDelay, multiplier, jitter);
  }
}
