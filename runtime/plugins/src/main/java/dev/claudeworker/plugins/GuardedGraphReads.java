package dev.claudeworker.plugins;

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

/** What a plugin's storage reads about graphs, behind its guard. */
record GuardedGraphReads(GraphReads reads, PluginGuard guard) implements GraphReads {

  @Override
  public Optional<Orchestration> orchestration(OrchestrationId id) {
    return guard.call("for an orchestration", () -> reads.orchestration(id));
  }

  @Override
  public OrchestrationPage orchestrations(OrchestrationFilter filter) {
    return guard.call("to list orchestrations", () -> reads.orchestrations(filter));
  }

  @Override
  public List<Orchestration> due(Instant now, int limit) {
    return guard.call("for orchestrations whose time ran out", () -> reads.due(now, limit));
  }

  @Override
  public List<OrchestrationTask> tasks(OrchestrationId id, Optional<TaskId> after, int limit) {
    return guard.call("for the tasks of an orchestration", () -> reads.tasks(id, after, limit));
  }

  @Override
  public Map<String, TaskId> identifiers(OrchestrationId id, Set<String> identifiers) {
    return guard.call("for tasks by identifier", () -> reads.identifiers(id, identifiers));
  }

  @Override
  public TaskDependencies dependencies(TaskId task, int limit) {
    return guard.call("for the dependencies of a task", () -> reads.dependencies(task, limit));
  }

  @Override
  public RelatedTasks related(TaskId task, Direction direction, int limit) {
    return guard.call("for related tasks", () -> reads.related(task, direction, limit));
  }

  @Override
  public List<TaskId> laneHolders(String key, int limit) {
    return guard.call("for the holders of a lane", () -> reads.laneHolders(key, limit));
  }
}
