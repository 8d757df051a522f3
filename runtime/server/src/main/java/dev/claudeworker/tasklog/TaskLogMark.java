package dev.claudeworker.tasklog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How far the files of a task are written: kept beside the attempts of the task, so that a server that was killed goes on
 * exactly there. What stands in the files beyond the mark is cut off and written again.
 *
 * @param name the common part of the names of the files
 * @param event number of the last event that is told
 * @param attempt the attempt whose log is followed, 0 = none yet
 * @param offset how much of that log is told, in bytes
 * @param summaryBytes size of the summary
 * @param detailedBytes size of the detailed log
 */
record TaskLogMark(String name, long event, int attempt, long offset, long summaryBytes, long detailedBytes) {

  /** Its name in the task's directory of attempts. */
  static final String FILE = ".task-log";

  private static final int FIELDS = 6;

  static TaskLogMark start(String name, long summaryBytes, long detailedBytes) {
    return new TaskLogMark(name, 0, 0, 0, summaryBytes, detailedBytes);
  }

  TaskLogMark toldEvent(long number) {
    return new TaskLogMark(name, number, attempt, offset, summaryBytes, detailedBytes);
  }

  /** Another attempt is followed from its beginning; the same one from where it was. */
  TaskLogMark following(int number) {
    return number == attempt ? this : new TaskLogMark(name, event, number, 0, summaryBytes, detailedBytes);
  }

  TaskLogMark read(long upTo) {
    return new TaskLogMark(name, event, attempt, upTo, summaryBytes, detailedBytes);
  }

  TaskLogMark sizes(long summary, long detailed) {
    return new TaskLogMark(name, event, attempt, offset, summary, detailed);
  }

  /** The mark in a directory; empty if there is none or what is there is no mark. */
  static Optional<TaskLogMark> load(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    // Asked for most tasks, of which few have one, and an exception costs more than a look.
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String[] words = Files.readString(file).strip().split(" ");
      return words.length == FIELDS
          ? Optional.of(new TaskLogMark(words[0], Long.parseLong(words[1]), Integer.parseInt(words[2]),
              Long.parseLong(words[3]), Long.parseLong(words[4]), Long.parseLong(words[5])))
          : Optional.empty();
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (NumberFormatException torn) {
      return Optional.empty();
    }
  }

  void save(Path directory) throws IOException {
    String line = String.join(" ", name, Long.toString(event), Integer.toString(attempt), Long.toString(offset),
        Long.toString(summaryBytes), Long.toString(detailedBytes));
    OwnerFiles.write(directory.resolve(FILE), (line + "\n").getBytes(StandardCharsets.US_ASCII));
  }
}
