package dev.claudeworker.plugin.webhook;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.PluginConfig;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The section {@code plugins.notify-webhook} of the configuration, apart from the targets.
 *
 * @param allowPrivate whether targets may be on this machine or in a private network
 * @param timeout how long one request may take, name look-up and all
 * @param attempts how often a target is tried for one notification
 * @param firstDelay the wait before the second attempt; it doubles
 * @param maxDelay the longest wait, also if the target asks for more
 * @param maxBodyBytes the largest body that is sent
 * @param answers the bounds of answers
 */
record WebhookConfig(
    boolean allowPrivate,
    Duration timeout,
    int attempts,
    Duration firstDelay,
    Duration maxDelay,
    int maxBodyBytes,
    AnswerLimits answers) {

  static final String TARGETS = "targets";

  private static final long MINUTE = 60_000;
  private static final long KIB = 1024;

  private static final List<ConfigKey> OWN = List.of(
      ConfigKey.optional(
          TARGETS, ConfigType.JSON,
          "Who is told: a list of targets, each with url and, if you like, name, template, secret, headers, events,"
              + " labels, results and details.")
          .asSecret(),
      ConfigKey.withDefault(
          "allow_private", ConfigType.BOOLEAN, "false",
          "Whether targets may be on this machine or in a private network."),
      ConfigKey.withDefault(
          "timeout", ConfigType.DURATION, "5s", "How long one request may take, the look-up of the name included.")
          .between(100, 5 * MINUTE),
      ConfigKey.withDefault(
          "attempts", ConfigType.INTEGER, "3", "How often a target is tried for one notification.")
          .between(1, 10),
      ConfigKey.withDefault(
          "first_delay", ConfigType.DURATION, "1s", "The wait before the second attempt; it doubles with each.")
          .between(1, 5 * MINUTE),
      ConfigKey.withDefault(
          "max_delay", ConfigType.DURATION, "5s", "The longest wait, also if the target asks for a longer one.")
          .between(1, 5 * MINUTE),
      ConfigKey.withDefault("max_body", ConfigType.SIZE, "64KB", "The largest body that is sent.")
          .between(KIB, KIB * KIB));

  static final ConfigSchema SCHEMA = new ConfigSchema(
      Stream.of(OWN, TargetLimits.KEYS, AnswerLimits.KEYS).flatMap(List::stream).toList());

  static WebhookConfig from(PluginConfig config) {
    return new WebhookConfig(
        config.bool("allow_private").orElseThrow(),
        config.duration("timeout").orElseThrow(),
        Math.toIntExact(config.integer("attempts").orElseThrow()),
        config.duration("first_delay").orElseThrow(),
        config.duration("max_delay").orElseThrow(),
        Math.toIntExact(config.sizeBytes("max_body").orElseThrow()),
        AnswerLimits.from(config));
  }

  /** The wait before an attempt; the target may have asked for one. */
  Duration delayBefore(int attempt, Duration asked) {
    Duration backoff = firstDelay.multipliedBy(1L << (attempt - 2));
    Duration longer = backoff.compareTo(asked) >= 0 ? backoff : asked;
    return longer.compareTo(maxDelay) <= 0 ? longer : maxDelay;
  }
}
