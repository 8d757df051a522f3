package dev.claudeworker.retention;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;

/** Removes the log files of tasks to which nothing was written for long. Other files of the folder stay. */
final class OldTaskLogs {

  private static final Pattern NAME = Pattern.compile("task_\\d+_.*_(summary|detailed)\\.log");

  private final RetentionSettings settings;

  OldTaskLogs(RetentionSettings settings) {
    this.settings = settings;
  }

  void remove(Instant now) throws IOException {
    if (settings.logs().isZero()) {
      return;
    }
    Instant before = now.minus(settings.logs());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(settings.taskLogs())) {
      for (Path file : files) {
        if (NAME.matcher(file.getFileName().toString()).matches()
            && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException noneYet) {
      // No task has run yet, or somebody removed the folder.
    }
  }
}
