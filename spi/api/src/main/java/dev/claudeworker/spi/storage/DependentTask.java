package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.List;
import java.util.Optional;

/**
 * A waiting task of which at least one upstream task has just ended, or whose dependencies have just changed.
 *
 * @param task the task, with {@code unmet} already lowered
 * @param resolved all of its edges whose upstream has ended, by id of the upstream
 * @param orchestration its orchestration, with the counts as they are after all that was decided before this call
 */
public record DependentTask(Task task, List<ResolvedEdge> resolved, Optional<Orchestration> orchestration) {

  /** Copies the list. */
  public DependentTask {
    resolved = List.copyOf(resolved);
  }

  /**
   * A task of no orchestration.
   *
   * @param task the task
   * @param resolved its resolved edges
   */
  public DependentTask(Task task, List<ResolvedEdge> resolved) {
    this(task, resolved, Optional.empty());
  }

  /**
   * An edge whose upstream has ended.
   *
   * @param upstream the upstream task
   * @param status its final state
   * @param on what the edge asks
   * @param ifBroken what happens when it cannot be satisfied any more
   */
  public record ResolvedEdge(TaskId upstream, TaskStatus status, EdgeCondition on, IfBroken ifBroken) {

    /**
     * An edge that skips its task when it is broken.
     *
     * @param upstream the upstream task
     * @param status its final state
     * @param on what the edge asks
     */
    public ResolvedEdge(TaskId upstream, TaskStatus status, EdgeCondition on) {
      this(upstream, status, on, IfBroken.SKIP);
    }
  }
}
