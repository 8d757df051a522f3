package dev.claudeworker.config;

import static dev.claudeworker.spi.ConfigKey.optional;
import static dev.claudeworker.spi.ConfigKey.withDefault;
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
      Key.of("log", optional("directory", PATH, "Where log files are written; the home if not set."))
          .variable("CLAUDE_WORKER_LOG_DIR"),
      Key.of("log",
          withDefault("max_size", SIZE, "10MB", "A log file of this size is put aside.").between(64 * KIB, GIB)),
      Key.of("log", withDefault("max_files", INTEGER, "5", "So many log files are kept aside.").between(1, 1_000)));

  private LogKeys() {}
}
