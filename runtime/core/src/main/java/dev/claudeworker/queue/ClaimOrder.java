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
 * <p>A task of an orchestration counts as having been due later by one share step for every task of the same orchestration
 * that is pending before it. So one with ten thousand due tasks takes its turn like everybody else instead of standing in
 * front of all that comes after it, and its own tasks keep their order.
 *
 * @param step how much earlier one point counts
 * @param fairShareStep how much later a task counts for every one of its orchestration that is pending before it
 */
public record ClaimOrder(Duration step, Duration fairShareStep) implements ReadyOrder {

  /** The place of a task of some priority that is due at a moment. Milliseconds since 1970; the storage breaks ties by id. */
  public long of(Priority priority, Instant due) {
    long points = priority.value() - (long) Priority.NORMAL.value();
    return due.toEpochMilli() - points * step.toMillis();
  }

  /** The same for a task of an orchestration of which some tasks are pending before it. */
  public long of(Priority priority, Instant due, int ahead) {
    return of(priority, due) + ahead * fairShareStep.toMillis();
  }

  /** Since when a task with this place has been due: the other way round, but for the share that it leaves to others. */
  public Instant due(Task task) {
    long points = task.settings().priority().value() - (long) Priority.NORMAL.value();
    return Instant.ofEpochMilli(task.state().claimOrder() + points * step.toMillis());
  }

  /** A task that is due again: it has had its share of waiting. */
  public long of(Task task, Instant due) {
    return of(task, due, 0);
  }

  @Override
  public long of(Task task, Instant due, int ahead) {
    return of(task.settings().priority(), due, ahead);
  }
}
