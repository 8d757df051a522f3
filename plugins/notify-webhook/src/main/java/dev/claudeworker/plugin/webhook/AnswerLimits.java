package dev.claudeworker.plugin.webhook;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.PluginConfig;
import java.util.List;

/**
 * How much of a target's answer is read: an endless one would fill the memory.
 *
 * @param headers how many headers it may have
 * @param lineBytes how long a line of its head may be
 * @param bodyBytes how much of its body is read
 * @param reasonLength how many characters of that are told
 */
record AnswerLimits(int headers, int lineBytes, int bodyBytes, int reasonLength) {

  private static final long KIB = 1024;

  static final List<ConfigKey> KEYS = List.of(
      ConfigKey.withDefault(
          "max_response", ConfigType.SIZE, "4KB", "How much of a target's answer is read, to tell why it refused.")
          .between(0, KIB * KIB),
      ConfigKey.withDefault(
          "max_reason", ConfigType.INTEGER, "200", "How many characters of that stand in the error.")
          .between(0, 2_000),
      ConfigKey.withDefault(
          "max_response_headers", ConfigType.INTEGER, "100",
          "An answer with more headers than this counts as a failed connection.")
          .between(10, 1_000),
      ConfigKey.withDefault(
          "max_response_line", ConfigType.SIZE, "8KB",
          "An answer with a longer line in its head than this counts as a failed connection.")
          .between(KIB, 64 * KIB));

  static AnswerLimits from(PluginConfig config) {
    return new AnswerLimits(
        Math.toIntExact(config.integer("max_response_headers").orElseThrow()),
        Math.toIntExact(config.sizeBytes("max_response_line").orElseThrow()),
        Math.toIntExact(config.sizeBytes("max_response").orElseThrow()),
        Math.toIntExact(config.integer("max_reason").orElseThrow()));
  }
}
