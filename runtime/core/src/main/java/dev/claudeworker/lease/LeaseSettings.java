package dev.claudeworker.lease;

import java.time.Duration;

/**
 * How leases are held.
 *
 * @param duration {@code lease.duration}: how long a lease holds; renewed at a third of it
 * @param margin {@code lease.margin}: how long after its end a lease is taken over at the earliest; in storage that servers
 *     share, the guard ends children so long before it
 */
public record LeaseSettings(Duration duration, Duration margin) {

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

  /** 20 s and 5 s: what a server that died was running is taken over after 26 s at the latest. */
  public static final LeaseSettings DEFAULT = new LeaseSettings(Duration.ofSeconds(20), Duration.ofSeconds(5));

  /** Checks the ranges. */
  public LeaseSettings {
    if (duration.toSeconds() < 1 || margin.isNegative()) {
      throw new IllegalArgumentException("lease.duration is at least 1 s and lease.margin is not negative");
    }
    if (margin.multipliedBy(3).compareTo(duration) > 0) {
      throw new IllegalArgumentException(
          "lease.margin (" + margin.toMillis() + " ms) is at most a third of lease.duration (" + duration.toMillis()
              + " ms)");
    }
  }

  /** How long after the last renewal nothing may run under a lease any more. */
  public Duration safeFor() {
    return duration.minus(margin);
  }

  /** How often is looked for leases of other servers that have run out. */
  public Duration lookEvery() {
    Duration half = margin.dividedBy(2);
    return half.compareTo(LONGEST_LOOK) > 0 || half.isZero() ? LONGEST_LOOK : half;
  }

  /** How often leases are renewed. */
  public Duration renewEvery() {
    return duration.dividedBy(3);
  }
}
