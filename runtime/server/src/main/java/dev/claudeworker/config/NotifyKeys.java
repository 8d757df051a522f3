package dev.claudeworker.config;

import static dev.claudeworker.spi.ConfigKey.withDefault;
import static dev.claudeworker.spi.ConfigType.BOOLEAN;
import static dev.claudeworker.spi.ConfigType.DURATION;
import static dev.claudeworker.spi.ConfigType.INTEGER;

import dev.claudeworker.notify.NotifySettings;
import dev.claudeworker.spi.ConfigKey;
import java.util.List;

/** Keys of the section {@code notify}. What a notifier tells and to whom is configured in the section of its plugin. */
final class NotifyKeys {

  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  private static final NotifySettings NOTIFY = NotifySettings.DEFAULT;

  static final List<Key> KEYS = List.of(
      notify(withDefault("enabled", BOOLEAN, "true", "Whether notifiers are used at all.")),
      notify(withDefault("queue", INTEGER, DefaultText.of(NOTIFY.queue()),
          "Most notifications that wait for one notifier; beyond it the oldest are dropped.").between(1, 100_000)),
      notify(withDefault("timeout", DURATION, DefaultText.of(NOTIFY.timeout()),
          "A notifier that takes longer for one notification is interrupted.").between(100, HOUR)),
      notify(withDefault("grace", DURATION, DefaultText.of(NOTIFY.grace()),
          "A notifier that goes on for longer after its interruption counts as hanging.").between(0, HOUR)),
      notify(withDefault("max_age", DURATION, DefaultText.of(NOTIFY.maxAge()),
          "What happened longer ago is not told any more.").between(100, 30 * DAY)),
      notify(withDefault("stop_timeout", DURATION, DefaultText.of(NOTIFY.stopTimeout()),
          "How long a stopping server goes on telling what waits.").between(0, HOUR)));

  private NotifyKeys() {}

  private static Key notify(ConfigKey key) {
    return Key.of("notify", key);
  }
}
