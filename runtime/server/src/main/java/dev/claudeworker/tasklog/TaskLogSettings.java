package dev.claudeworker.tasklog;

import java.nio.file.Path;

/**
 * Where and how the log files of tasks are written.
 *
 * @param enabled {@code log.task_files}
 * @param directory the folder {@code tasks} in {@code log.directory}
 * @param format {@code log.format} in the zone of the reader, without symbols where {@code NO_COLOR} is set
 */
public record TaskLogSettings(boolean enabled, Path directory, TaskLogFormat format) {

  /** Name of the folder. */
  public static final String FOLDER = "tasks";
}
