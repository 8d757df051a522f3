package dev.claudeworker.spi.testkit;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.GraphReads;
import dev.claudeworker.spi.storage.OrchestrationFilter;
import dev.claudeworker.spi.storage.OrchestrationPage;
import dev.claudeworker.spi.storage.OrchestrationTask;
import dev.claudeworker.spi.storage.RelatedTasks;
import dev.claudeworker.spi.storage.TaskDependencies;
import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Hands every read on to another storage's. A test overrides what shall fail, be slow or be counted. */
public class ForwardingGraphReads implements GraphReads {

  private final GraphReads reads;

  /**
   * Wraps reads.
   *
   * @param reads those that do the work
   */
  public ForwardingGraphReads(GraphReads reads) {
    this.reads = reads;
  }

  @Override
  public Optional<Orchestration> orchestration(OrchestrationId id) {
    return reads.orchestration(id);
  }

  @Override
  public OrchestrationPage orchestrations(OrchestrationFilter filter) {
    return reads.orchestrations(filter);
  }

  @Override
  public List<Orchestration> due(Instant now, int limit) {
    return reads.due(now, limit);
  }

  @Override
  public List<OrchestrationTask> tasks(OrchestrationId id, Optional<TaskId> after, int limit) {
    return reads.tasks(id, after, limit);
  }

  @Override
  public Map<String, TaskId> identifiers(OrchestrationId id, Set<String> identifiers) {
    return reads.identifiers(id, identifiers);
  }

  @Override
  public TaskDependencies dependencies(TaskId task, int limit) {
    return reads.dependencies(task, limit);
  }

  @Override
  public RelatedTasks related(TaskId task, Direction direction, int limit) {
    return reads.related(task, direction, limit);
  }

  @Override
  public List<TaskId> laneHolders(String key, int limit) {
    return reads.laneHolders(key, limit);
  }
}
