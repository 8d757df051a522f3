package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.task.TaskId;
import java.util.List;
import java.util.function.Function;

/** Which tasks are there for readers: all, but for those of a large graph that is still being written. */
final class VisibleTasks {

  private volatile long last = Long.MAX_VALUE;

  /** Hides tasks with larger numbers. */
  void endAt(long task) {
    last = task;
  }

  void all() {
    last = Long.MAX_VALUE;
  }

  /** The largest number that a visible task may have. */
  long last() {
    return last;
  }

  boolean shows(TaskId task) {
    return task.value() <= last;
  }

  /** Those of some rows that are about visible tasks. */
  <T> List<T> of(List<T> rows, Function<T, TaskId> task) {
    return last == Long.MAX_VALUE ? rows : rows.stream().filter(row -> shows(task.apply(row))).toList();
  }
}
