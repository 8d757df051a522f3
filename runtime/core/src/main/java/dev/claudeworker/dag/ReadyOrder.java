package dev.claudeworker.dag;

import dev.claudeworker.spi.task.Task;
import java.time.Instant;

/** The place in the queue of a task that becomes due. */
@FunctionalInterface
public interface ReadyOrder {

  /**
   * Lower comes first.
   *
   * @param task the task
   * @param due when it is due
   * @param ahead how many tasks of the same orchestration are pending before it
   */
  long of(Task task, Instant due, int ahead);
}
