package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.task.TaskId;
import java.util.Comparator;

/** Names an attempt; sorts by task, then number. */
record AttemptKey(TaskId task, int number) implements Comparable<AttemptKey> {

  private static final Comparator<AttemptKey> ORDER =
      Comparator.comparing(AttemptKey::task).thenComparingInt(AttemptKey::number);

  @Override
  public int compareTo(AttemptKey other) {
    return ORDER.compare(this, other);
  }
}
