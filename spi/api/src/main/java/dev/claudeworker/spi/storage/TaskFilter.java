package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tasks to list. All conditions must hold.
 *
 * @param project of this project
 * @param statuses in one of these states; empty = in any
 * @param labels with all of these labels
 * @param orchestration of this orchestration
 * @param parent created by this task
 * @param before with a smaller id: the cursor of the next page
 * @param limit at most so many, 1 to 1,000
 */
public record TaskFilter(
    String project,
    Set<TaskStatus> statuses,
    Map<String, String> labels,
    Optional<OrchestrationId> orchestration,
    Optional<TaskId> parent,
    Optional<TaskId> before,
    int limit) {

  /**
   * Tasks whoever created them.
   *
   * @param project of this project
   * @param statuses in one of these states; empty = in any
   * @param labels with all of these labels
   * @param orchestration of this orchestration
   * @param before with a smaller id: the cursor of the next page
   * @param limit at most so many, 1 to 1,000
   */
  public TaskFilter(
      String project,
      Set<TaskStatus> statuses,
      Map<String, String> labels,
      Optional<OrchestrationId> orchestration,
      Optional<TaskId> before,
      int limit) {
    this(project, statuses, labels, orchestration, Optional.empty(), before, limit);
  }

  /** Copies the collections and checks the limit. */
  public TaskFilter {
    statuses = Set.copyOf(statuses);
    labels = Map.copyOf(labels);
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("a page has 1 to 1000 tasks, not " + limit);
    }
  }
}
