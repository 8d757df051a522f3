package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.task.Task;
import java.util.List;

/**
 * One page of tasks.
 *
 * @param tasks the tasks, newest first
 * @param more whether there are older ones
 * @param asOf number of the last event that this page shows; a watcher can follow from there without a hole
 */
public record TaskPage(List<Task> tasks, boolean more, long asOf) {

  /** Copies the list. */
  public TaskPage {
    tasks = List.copyOf(tasks);
  }
}
