package dev.claudeworker.metrics;

/**
 * Bounds of the metrics.
 *
 * @param maxCodes {@code metrics.max_codes}: so many different codes of failures and waits become labels; further ones are
 *     counted as {@code other}
 * @param maxListed {@code metrics.max_listed}: so many tasks that wait are looked at for a scrape; what is beyond is counted
 *     as {@code not_looked_at}
 */
public record MetricsSettings(int maxCodes, int maxListed) {

  /** 100 codes, 5,000 tasks. */
  public static final MetricsSettings DEFAULT = new MetricsSettings(100, 5_000);
}
