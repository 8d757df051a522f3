package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.task.TaskId;
import java.util.Optional;

/**
 * Which events to read.
 *
 * @param after only events with a larger number
 * @param task only events about this task
 * @param limit at most so many, 1 to 10,000
 */
public record EventFilter(long after, Optional<TaskId> task, int limit) {

  /** Checks the limit. */
  public EventFilter {
    if (limit < 1 || limit > 10_000) {
      throw new IllegalArgumentException("a page has 1 to 10000 events, not " + limit);
    }
  }
}
