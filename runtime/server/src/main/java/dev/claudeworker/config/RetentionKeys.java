package dev.claudeworker.config;

import static dev.claudeworker.spi.ConfigKey.withDefault;
import static dev.claudeworker.spi.ConfigType.DURATION;
import static dev.claudeworker.spi.ConfigType.INTEGER;
import static dev.claudeworker.spi.ConfigType.TEXT;

import dev.claudeworker.spi.ConfigKey;
import java.util.List;

/** Keys of the section {@code retention}. */
final class RetentionKeys {

  private static final long SECOND = 1_000;
  private static final long DAY = 86_400_000;
  private static final long LONGEST = 3_650 * DAY;

  static final List<Key> KEYS = List.of(
      retention(withDefault("tasks", DURATION, "30d",
          "Ended tasks are deleted after so long, with everything that belongs to them; 0 = never.")
          .between(0, LONGEST)),
      retention(withDefault("events", DURATION, "30d", "Events are removed after so long; 0 = never.")
          .between(0, LONGEST)),
      retention(withDefault("attempts", DURATION, "30d",
          "The folder of a task's attempts is removed so long after the task has ended; 0 = only with the task.")
          .between(0, LONGEST)),
      retention(withDefault("raw_output", TEXT, "compress",
          "What a task's program printed, once the task has ended: keep it, compress it, or drop it.")
          .oneOf("keep", "compress", "drop")),
      retention(withDefault("raw_output_after", DURATION, "1d",
          "So long after the end of the task that is done.").between(SECOND, LONGEST)),
      retention(withDefault("idempotency_keys", DURATION, "7d",
          "A repeated request with the same Idempotency-Key is recognised for so long; 0 = for ever.")
          .between(0, LONGEST)),
      retention(withDefault("logs", DURATION, "30d",
          "The global log is kept so long, and the log files of a task so long after their last line; 0 = for ever.")
          .between(0, LONGEST)),
      retention(withDefault("servers", DURATION, "7d",
          "Servers that are gone for so long are not listed any more.").between(0, 3650 * DAY)),
      retention(withDefault("interval", DURATION, "1h", "How often is looked for what is too old.")
          .between(SECOND, 7 * DAY)),
      retention(withDefault("batch", INTEGER, "100", "At most so many tasks are deleted at once.").between(1, 10_000)),
      retention(withDefault("pause", DURATION, "1s", "Rest after such a batch.").between(0, DAY)));

  private RetentionKeys() {}

  private static Key retention(ConfigKey key) {
    return Key.of("retention", key);
  }
}
