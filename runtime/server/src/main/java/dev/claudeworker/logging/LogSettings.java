package dev.claudeworker.logging;

import java.nio.file.Path;

/**
 * Where and how much is logged.
 *
 * @param directory {@code log.directory}
 * @param level {@code log.level}
 * @param maxSizeBytes {@code log.max_size}
 * @param maxFiles {@code log.max_files}
 */
public record LogSettings(Path directory, String level, long maxSizeBytes, int maxFiles) {

  /** Name of the global log. */
  public static final String FILE_NAME = "claude-worker.log";

  /** The global log. */
  public Path file() {
    return directory.resolve(FILE_NAME);
  }
}
