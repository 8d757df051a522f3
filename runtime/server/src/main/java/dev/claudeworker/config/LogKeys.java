package dev.claudeworker.config;

import static dev.claudeworker.spi.ConfigKey.optional;
import static dev.claudeworker.spi.ConfigKey.withDefault;
import static dev.claudeworker.spi.ConfigType.BOOLEAN;
import static dev.claudeworker.spi.ConfigType.INTEGER;
import static dev.claudeworker.spi.ConfigType.PATH;
import static dev.claudeworker.spi.ConfigType.SIZE;
import static dev.claudeworker.spi.ConfigType.TEXT;

import java.util.List;

/** Keys of the section {@code log}. */
final class LogKeys {

  private static final long KIB = 1024;
  private static final long GIB = 1024 * 1024 * 1024;

  static final List<Key> KEYS = List.of(
      Key.of("log", withDefault("level", TEXT, "info", "How much the server logs.")
          .oneOf("error", "warn", "info", "debug", "trace")).flag("--log-level"),
      Key.of("log", withDefault("format", TEXT, "text",
          "text = lines for people; json = one JSON object per line, for programs that collect logs.")
          .oneOf("text", "json")),
      Key.of("log", withDefault("task_files", BOOLEAN, "true",
          "Whether every task gets its two log files, the summary and the detailed log, in the folder tasks/.")),
      Key.of("log", optional("directory", PATH,
          "Where the global log and the folder tasks/ with the logs of tasks are; the home if not set."))
          .variable("CLAUDE_WORKER_LOG_DIR"),
      Key.of("log",
          withDefault("max_size", SIZE, "10MB",
              "A log file of this size is put aside; one is also put aside every day.").between(64 * KIB, GIB)),
      Key.of("log",
          withDefault("max_files", INTEGER, "5", "What was put aside takes at most so many times log.max_size.")
              .between(1, 1_000)));

  private LogKeys() {}
}
