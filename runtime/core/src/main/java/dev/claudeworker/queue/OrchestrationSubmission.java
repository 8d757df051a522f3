package dev.claudeworker.queue;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.task.TaskId;
import java.util.List;

/**
 * What became of a submitted orchestration, or of tasks added to one. It is durable.
 *
 * @param orchestration the orchestration
 * @param tasks the ids of the submitted tasks, in the order of the definition
 * @param repeated whether the same submission had been accepted before; nothing was added now
 */
public record OrchestrationSubmission(Orchestration orchestration, List<TaskId> tasks, boolean repeated) {

  /** Copies the list. */
  public OrchestrationSubmission {
    tasks = List.copyOf(tasks);
  }
}
