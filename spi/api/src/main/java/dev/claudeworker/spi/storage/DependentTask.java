package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.List;

/**
 * A waiting task of which at least one upstream task has just ended.
 *
 * @param task the task, with {@code unmet} already lowered
 * @param resolved all of its edges whose upstream has ended, by id of the upstream
 */
public record DependentTask(Task task, List<ResolvedEdge> resolved) {

  /** Copies the list. */
  public DependentTask {
    resolved = List.copyOf(resolved);
  }

  /**
   * An edge whose upstream has ended.
   *
   * @param upstream the upstream task
   * @param status its final state
   * @param on what the edge asks
   */
  public record ResolvedEdge(TaskId upstream, TaskStatus status, EdgeCondition on) {}
}
