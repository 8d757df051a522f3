package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.List;
import java.util.Optional;

/**
 * Tasks that can be reached along edges.
 *
 * @param tasks the tasks, by distance and id; each once
 * @param more whether there are more than were asked for
 */
public record RelatedTasks(List<Related> tasks, boolean more) {

  /** Copies the list. */
  public RelatedTasks {
    tasks = List.copyOf(tasks);
  }

  /**
   * A task that can be reached.
   *
   * @param task its id
   * @param identifier its name in its orchestration
   * @param status its state
   * @param distance number of edges on the shortest way, from 1
   */
  public record Related(TaskId task, Optional<String> identifier, TaskStatus status, int distance) {}
}
