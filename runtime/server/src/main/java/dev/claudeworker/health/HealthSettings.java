package dev.claudeworker.health;

import java.time.Duration;

/**
 * Bounds of the checks.
 *
 * @param minDiskBytes {@code health.min_disk}
 * @param timeout {@code health.timeout}
 */
public record HealthSettings(long minDiskBytes, Duration timeout) {

  /** 1 GB, 5 s. */
  public static final HealthSettings DEFAULT = new HealthSettings(1024L * 1024 * 1024, Duration.ofSeconds(5));
}
