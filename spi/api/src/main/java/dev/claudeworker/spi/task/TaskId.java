package dev.claudeworker.spi.task;

/**
 * The number of a task, the one people type. Unique within one storage, given by it, never used again.
 *
 * @param value 1 or more
 */
public record TaskId(long value) implements Comparable<TaskId> {

  /** Refuses numbers below 1. */
  public TaskId {
    if (value < 1) {
      throw new IllegalArgumentException("a task id is 1 or more, not " + value);
    }
  }

  @Override
  public int compareTo(TaskId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
