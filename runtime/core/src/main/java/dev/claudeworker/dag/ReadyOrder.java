package dev.claudeworker.dag;

import dev.claudeworker.spi.task.Task;
import java.time.Instant;

/** The place in the queue of a task that becomes due. */
@FunctionalInterface
public interface ReadyOrder {

  /** Lower comes first. */
  long of(Task task, Instant due);
}
