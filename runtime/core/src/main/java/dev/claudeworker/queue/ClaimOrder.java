package dev.claudeworker.queue;

import dev.claudeworker.dag.ReadyOrder;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.Task;
import java.time.Duration;
import java.time.Instant;

/**
 * The place of a task in the queue: one stored number, lower first. A task counts as having been due earlier by one step for
 * every point of priority above normal, and later for every point below. So urgent work overtakes, but by a bounded span
 * (50 points x 15 min = 12.5 h with the default step), and every task comes to the front in the end: nothing starves.
 *
 * @param step how much earlier one point counts
 */
public record ClaimOrder(Duration step) implements ReadyOrder {

  /** The place of a task of some priority that is due at a moment. Milliseconds since 1970; the storage breaks ties by id. */
  public long of(Priority priority, Instant due) {
    long points = priority.value() - (long) Priority.NORMAL.value();
    return due.toEpochMilli() - points * step.toMillis();
  }

  @Override
  public long of(Task task, Instant due) {
    return of(task.settings().priority(), due);
  }
}
