package dev.claudeworker.logging;

import java.nio.file.Path;

/**
 * Where and how much is logged.
 *
 * @param directory {@code log.directory}
 * @param level {@code log.level}
 * @param format {@code log.format}
 * @param maxSizeBytes {@code log.max_size}: a file of this size is put aside; one is also put aside every day
 * @param maxFiles {@code log.max_files}: so many times {@code log.max_size} is kept of what was put aside
 * @param keepDays {@code retention.logs} in whole days: what was put aside is kept so long; 0 = for ever
 */
public record LogSettings(
    Path directory, String level, LogFormat format, long maxSizeBytes, int maxFiles, int keepDays) {

  /** Name of the global log. */
  public static final String FILE_NAME = "claude-worker.log";

  /** The global log. */
  public Path file() {
    return directory.resolve(FILE_NAME);
  }
}
