package dev.claudeworker.plugin.webhook;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.PluginConfig;
import java.util.List;

/**
 * How many targets there may be and how large what they are written with.
 *
 * @param targets how many targets
 * @param headers how many headers a target may have
 * @param headerLength how many characters the value of a header may have
 * @param secretBytes how large a file with a secret may be
 */
record TargetLimits(int targets, int headers, int headerLength, int secretBytes) {

  private static final long KIB = 1024;

  static final List<ConfigKey> KEYS = List.of(
      ConfigKey.withDefault("max_targets", ConfigType.INTEGER, "50", "How many targets there may be.")
          .between(1, 1_000),
      ConfigKey.withDefault("max_headers", ConfigType.INTEGER, "20", "How many headers a target may have.")
          .between(0, 100),
      ConfigKey.withDefault(
          "max_header", ConfigType.SIZE, "4KB", "How long the value of a target's header may be.")
          .between(1, 64 * KIB),
      ConfigKey.withDefault(
          "max_secret", ConfigType.SIZE, "64KB", "How large a file may be that a target names with file:PATH.")
          .between(1, KIB * KIB));

  static TargetLimits from(PluginConfig config) {
    return new TargetLimits(
        Math.toIntExact(config.integer("max_targets").orElseThrow()),
        Math.toIntExact(config.integer("max_headers").orElseThrow()),
        Math.toIntExact(config.sizeBytes("max_header").orElseThrow()),
        Math.toIntExact(config.sizeBytes("max_secret").orElseThrow()));
  }
}
