package dev.claudeworker.config;

import static dev.claudeworker.spi.ConfigKey.withDefault;
import static dev.claudeworker.spi.ConfigType.DURATION;
import static dev.claudeworker.spi.ConfigType.INTEGER;
import static dev.claudeworker.spi.ConfigType.SIZE;

import dev.claudeworker.health.HealthSettings;
import dev.claudeworker.metrics.MetricsSettings;
import java.util.List;

/** Keys of the sections {@code metrics} and {@code health}. */
final class MetricsKeys {

  private static final long GIB = 1024 * 1024 * 1024;
  private static final long MINUTE = 60_000;
  private static final MetricsSettings METRICS = MetricsSettings.DEFAULT;
  private static final HealthSettings HEALTH = HealthSettings.DEFAULT;

  static final List<Key> KEYS = List.of(
      Key.of("metrics", withDefault("max_codes", INTEGER, DefaultText.of(METRICS.maxCodes()),
          "So many codes of failures and waits are counted by themselves; further ones as 'other'.")
          .between(1, 10_000)),
      Key.of("metrics", withDefault("max_listed", INTEGER, DefaultText.of(METRICS.maxListed()),
          "So many tasks that wait are looked at for a scrape.").between(0, 1_000_000)),
      Key.of("health", withDefault("min_disk", SIZE, "1GB",
          "With less free disk space than this the server calls itself degraded.").between(0, 1024 * GIB)),
      Key.of("health", withDefault("timeout", DURATION, DefaultText.of(HEALTH.timeout()),
          "A check that takes longer has failed.").between(10, MINUTE)));

  private MetricsKeys() {}
}
