package dev.claudeworker.lease;

import java.time.Duration;

/**
 * How leases are held.
 *
 * @param duration {@code lease.duration}: how long a lease holds; renewed at a third of it
 * @param margin {@code lease.margin}: how long after its end a lease is taken over at the earliest
 */
public record LeaseSettings(Duration duration, Duration margin) {

  /** 60 s and 10 s. */
  public static final LeaseSettings DEFAULT = new LeaseSettings(Duration.ofSeconds(60), Duration.ofSeconds(10));

  /** Checks the ranges. */
  public LeaseSettings {
    if (duration.toSeconds() < 1 || margin.isNegative()) {
      throw new IllegalArgumentException("lease.duration is at least 1 s and lease.margin is not negative");
    }
  }

  /** How often leases are renewed. */
  public Duration renewEvery() {
    return duration.dividedBy(3);
  }
}
