package dev.claudeworker.tasklog;

import dev.claudeworker.attempt.AttemptDirectories;
import dev.claudeworker.attempt.AttemptLogPage;
import dev.claudeworker.attempt.AttemptLogReader;
import dev.claudeworker.attempt.LogLevel;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The two files of one task. What is told is collected and written together, then the mark is set. */
final class TaskLog {

  /** So much of an attempt's log is read at once; more than its longest line can have. */
  private static final int PAGE_BYTES = 1 << 22;

  /** So many characters are told before they are written. */
  private static final int MOST_GATHERED = 1 << 20;

  private final TaskId task;
  private final TaskLogStory story;
  private final TaskLogSettings settings;
  private final AttemptDirectories attempts;
  private TaskLogMark mark;
  private final StringBuilder summary = new StringBuilder();
  private final StringBuilder detailed = new StringBuilder();

  private TaskLog(
      TaskId task, TaskLogStory story, TaskLogSettings settings, AttemptDirectories attempts, TaskLogMark mark) {
    this.task = task;
    this.story = story;
    this.settings = settings;
    this.attempts = attempts;
    this.mark = mark;
  }

  /** Goes on where the last server stopped; empty if there are no files yet. */
  static Optional<TaskLog> open(
      TaskId task, TaskLogStory story, TaskLogSettings settings, AttemptDirectories attempts) throws IOException {
    return TaskLogMark.load(attempts.task(task)).map(mark -> new TaskLog(task, story, settings, attempts, mark));
  }

  /** Begins the files. If files of the name are there, of another store, they are kept and added to. */
  static TaskLog begin(
      Task task, TaskInput input, String name, TaskLogStory story, TaskLogSettings settings,
      AttemptDirectories attempts) {
    var mark = TaskLogMark.start(name, size(settings.directory().resolve(name + TaskLogName.SUMMARY)),
        size(settings.directory().resolve(name + TaskLogName.DETAILED)));
    var log = new TaskLog(task.id(), story, settings, attempts, mark);
    log.add(story.head(task, input));
    return log;
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  /** Tells an event, after what the log of its attempt says until then. An event that was told before is left out. */
  void tell(TaskEvent event, Optional<Task> known) throws IOException {
    if (event.sequence() <= mark.event()) {
      return;
    }
    if (event.attempt().isPresent()) {
      mark = mark.following(event.attempt().get());
    }
    // By the time this is read the attempt may have said much already, but nothing before it started.
    if (!event.type().equals(EventTypes.TASK_STARTED)) {
      gather();
    }
    add(story.event(event, known));
    mark = mark.toldEvent(event.sequence());
  }

  /** Tells and writes what has come in the log of the attempt since the last time. */
  void follow() throws IOException {
    gather();
    flush();
  }

  private void gather() throws IOException {
    boolean more = mark.attempt() > 0;
    while (more) {
      AttemptLogPage page =
          AttemptLogReader.read(attempts.log(task, mark.attempt()), LogLevel.DETAILED, mark.offset(), PAGE_BYTES);
      page.lines().forEach(line -> add(story.line(mark.attempt(), line)));
      more = page.offset() > mark.offset();
      mark = mark.read(page.offset());
      if (summary.length() + detailed.length() > MOST_GATHERED) {
        flush();
      }
    }
  }

  private void add(TaskLogStory.Told told) {
    append(summary, told.summary());
    append(detailed, told.detailed());
  }

  private void append(StringBuilder file, TaskLogLine line) {
    if (!line.text().isEmpty()) {
      file.append(settings.format().print(task, line));
    }
  }

  /** Writes what was told. If it fails, the mark stays where it was, and the next time writes the same again. */
  void flush() throws IOException {
    if (summary.isEmpty() && detailed.isEmpty()) {
      return;
    }
    Files.createDirectories(attempts.task(task));
    long summaryBytes = write(TaskLogName.SUMMARY, mark.summaryBytes(), summary);
    long detailedBytes = write(TaskLogName.DETAILED, mark.detailedBytes(), detailed);
    mark = mark.sizes(summaryBytes, detailedBytes);
    mark.save(attempts.task(task));
    summary.setLength(0);
    detailed.setLength(0);
  }

  private long write(String ending, long position, StringBuilder text) throws IOException {
    return OwnerFiles.writeAt(settings.directory().resolve(mark.name() + ending), position,
        text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
