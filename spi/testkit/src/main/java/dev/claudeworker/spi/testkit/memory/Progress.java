package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.OrchestrationProgress;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.memory.EdgeTable.Edge;
import java.util.List;
import java.util.Optional;

/** How far an orchestration has come. */
record Progress(Tables tables, OrchestrationId id) implements OrchestrationProgress {

  @Override
  public Orchestration orchestration() {
    return tables.orchestrations.get(id).orElseThrow();
  }

  @Override
  public long untoleratedFailures() {
    return tables.orchestrations.tasksOf(id, Optional.empty()).stream().filter(this::isUntolerated).count();
  }

  private boolean isUntolerated(TaskId task) {
    List<Edge> edges = tables.edges.downstreamsOf(task);
    return tables.tasks.get(task).orElseThrow().status() == TaskStatus.FAILED
        && (edges.isEmpty() || edges.stream().anyMatch(edge -> edge.on() == EdgeCondition.COMPLETED));
  }
}
