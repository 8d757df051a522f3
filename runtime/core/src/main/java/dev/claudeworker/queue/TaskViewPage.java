package dev.claudeworker.queue;

import java.util.List;

/**
 * One page of tasks.
 *
 * @param tasks the tasks, newest first
 * @param more whether there are older ones
 * @param asOf number of the last event that this page shows
 */
public record TaskViewPage(List<TaskView> tasks, boolean more, long asOf) {

  /** Copies the list. */
  public TaskViewPage {
    tasks = List.copyOf(tasks);
  }
}
