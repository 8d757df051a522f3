package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.GraphReads;
import dev.claudeworker.spi.storage.OrchestrationFilter;
import dev.claudeworker.spi.storage.OrchestrationPage;
import dev.claudeworker.spi.storage.OrchestrationTask;
import dev.claudeworker.spi.storage.RelatedTasks;
import dev.claudeworker.spi.storage.RelatedTasks.Related;
import dev.claudeworker.spi.storage.TaskDependencies;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.Lane;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.memory.EdgeTable.Edge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads about orchestrations and dependencies. Used under the lock of the store. */
final class GraphQueries implements GraphReads {

  private final Tables tables;

  GraphQueries(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Orchestration> orchestration(OrchestrationId id) {
    return tables.orchestrations.get(id);
  }

  @Override
  public OrchestrationPage orchestrations(OrchestrationFilter filter) {
    List<Orchestration> found = tables.orchestrations.all()
        .stream()
        .filter(row -> row.project().equals(filter.project()))
        .filter(row -> filter.statuses().isEmpty() || filter.statuses().contains(row.status()))
        .filter(row -> filter.before().filter(before -> row.id().compareTo(before) >= 0).isEmpty())
        .sorted(Comparator.comparing(Orchestration::id).reversed())
        .limit(filter.limit() + 1L)
        .toList();
    boolean more = found.size() > filter.limit();
    return new OrchestrationPage(more ? found.subList(0, filter.limit()) : found, more, tables.events.head());
  }

  @Override
  public List<Orchestration> due(Instant now, int limit) {
    return tables.orchestrations.due(now).limit(limit).toList();
  }

  @Override
  public List<OrchestrationTask> tasks(OrchestrationId id, Optional<TaskId> after, int limit) {
    return tables.orchestrations.tasksOf(id, after)
        .stream()
        .limit(limit)
        .map(task -> listed(tables.tasks.get(task).orElseThrow()))
        .toList();
  }

  private static OrchestrationTask listed(Task task) {
    return new OrchestrationTask(
        task.id(),
        task.status(),
        task.state().waitReason(),
        task.place(),
        task.times(),
        task.promptPreview(),
        task.settings().lane().map(Lane::key),
        task.settings().initialDelay(),
        task.state().usage().costMicrosUsd(),
        task.state().failure().map(Failure::message),
        task.state().progress().map(Progress::lastAction));
  }

  @Override
  public Map<String, TaskId> identifiers(OrchestrationId id, Set<String> identifiers) {
    Map<String, TaskId> found = new HashMap<>();
    identifiers.forEach(name -> tables.orchestrations.named(id, name).ifPresent(task -> found.put(name, task)));
    return found;
  }

  @Override
  public TaskDependencies dependencies(TaskId task, int limit) {
    List<TaskDependencies.Edge> upstream =
        tables.edges.upstreamsOf(task).stream().map(edge -> seen(edge, edge.upstream())).toList();
    List<TaskDependencies.Edge> dependents = tables.edges.downstreamsOf(task)
        .stream()
        .limit(limit + 1L)
        .map(edge -> seen(edge, edge.downstream()))
        .toList();
    boolean more = dependents.size() > limit;
    return new TaskDependencies(upstream, more ? dependents.subList(0, limit) : dependents, more);
  }

  private TaskDependencies.Edge seen(Edge edge, TaskId other) {
    Task task = tables.tasks.get(other).orElseThrow();
    return new TaskDependencies.Edge(
        other,
        task.place().identifier(),
        task.status(),
        edge.on(),
        edge.ifBroken(),
        edge.created(),
        tables.tasks.get(edge.upstream()).orElseThrow().times().ended());
  }

  @Override
  public RelatedTasks related(TaskId task, Direction direction, int limit) {
    List<Related> related = new ArrayList<>();
    Set<TaskId> seen = new HashSet<>(Set.of(task));
    Set<TaskId> level = next(seen, direction);
    for (int distance = 1; !level.isEmpty() && related.size() <= limit; distance++) {
      level.removeAll(seen);
      seen.addAll(level);
      for (TaskId id : level) {
        Task row = tables.tasks.get(id).orElseThrow();
        related.add(new Related(id, row.place().identifier(), row.status(), distance));
      }
      level = next(level, direction);
    }
    boolean more = related.size() > limit;
    return new RelatedTasks(more ? related.subList(0, limit) : related, more);
  }

  private Set<TaskId> next(Set<TaskId> level, Direction direction) {
    Set<TaskId> next = new TreeSet<>();
    for (TaskId id : level) {
      switch (direction) {
        case UP -> tables.edges.upstreamsOf(id).forEach(edge -> next.add(edge.upstream()));
        case DOWN -> tables.edges.downstreamsOf(id).forEach(edge -> next.add(edge.downstream()));
      }
    }
    return next;
  }

  @Override
  public List<TaskId> laneHolders(String key, int limit) {
    return tables.tasks.lanes().holders(key, limit);
  }
}
