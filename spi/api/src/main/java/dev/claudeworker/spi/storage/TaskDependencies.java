package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The direct dependencies of a task.
 *
 * @param upstream the edges to what it depends on, by id of the upstream task
 * @param dependents the edges to what depends on it, by id of the dependent task
 * @param moreDependents whether there are more dependents than were asked for
 */
public record TaskDependencies(List<Edge> upstream, List<Edge> dependents, boolean moreDependents) {

  /** Copies the lists. */
  public TaskDependencies {
    upstream = List.copyOf(upstream);
    dependents = List.copyOf(dependents);
  }

  /**
   * An edge, seen from one of its tasks.
   *
   * @param task the task at the other end
   * @param identifier its name in its orchestration
   * @param status state of the task at the other end
   * @param on what is asked of the upstream task
   * @param ifBroken what happens when it ends otherwise
   * @param created when the edge was made
   * @param resolved when the upstream task ended; empty = it has not
   */
  public record Edge(
      TaskId task,
      Optional<String> identifier,
      TaskStatus status,
      EdgeCondition on,
      IfBroken ifBroken,
      Instant created,
      Optional<Instant> resolved) {}
}
