package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.Refused;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.memory.EdgeTable.Edge;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes what a task that has not started depends on. */
final class DependencyUnit {

  private final Tables tables;
  private final TaskWriter writer;

  DependencyUnit(Tables tables, TaskWriter writer) {
    this.tables = tables;
    this.writer = writer;
  }

  UnitResult apply(Unit.ChangeDependencies unit) {
    Optional<Task> task = tables.tasks.get(unit.task());
    return task.isEmpty()
        ? Refusals.notFound(unit.task())
        : badState(task.get(), unit)
            .or(() -> badEdges(unit))
            .or(() -> cycle(unit))
            .orElseGet(() -> write(task.get(), unit));
  }

  private static Optional<UnitResult> badState(Task task, Unit.ChangeDependencies unit) {
    TaskMove wait = unit.waiting();
    boolean fromQueue = wait.from() == TaskStatus.PENDING || wait.from() == TaskStatus.WAITING;
    if (!wait.task().equals(task.id()) || !fromQueue || wait.to() != TaskStatus.WAITING) {
      return Optional.of(Refusals.invalid("dependencies change for a pending or waiting task, which then waits"));
    }
    return task.status() == wait.from()
        ? Refusals.otherVersion(task, unit.expectedVersion())
        : Optional.of(Refusals.stateChanged(task, wait.from().word()));
  }

  private Optional<UnitResult> badEdges(Unit.ChangeDependencies unit) {
    Set<TaskId> rest = tables.edges.upstreamsOf(unit.task()).stream().map(Edge::upstream).collect(Collectors.toSet());
    if (!rest.containsAll(unit.remove())) {
      return Optional.of(Refusals.invalid("a dependency that is to be removed does not exist"));
    }
    rest.removeAll(unit.remove());
    for (Dependency dependency : unit.add()) {
      if (!(dependency.upstream() instanceof Upstream.Existing(TaskId id)) || !rest.add(id)) {
        return Optional.of(Refusals.invalid("an added dependency exists already, or names no existing task"));
      }
      if (tables.tasks.get(id).isEmpty()) {
        return Optional.of(Refusals.notFound(id));
      }
    }
    return Optional.empty();
  }

  private static List<TaskId> added(Unit.ChangeDependencies unit) {
    return unit.add().stream().map(dependency -> ((Upstream.Existing) dependency.upstream()).task()).toList();
  }

  /** An added edge closes a cycle if its upstream task depends on the task already, over whatever stays. */
  private Optional<UnitResult> cycle(Unit.ChangeDependencies unit) {
    for (TaskId upstream : added(unit)) {
      Optional<List<TaskId>> path = path(upstream, unit.task());
      if (path.isPresent()) {
        String names = path.get().stream().map(this::name).collect(Collectors.joining(" -> "));
        return Optional.of(new Refused(Refusal.CYCLE, names + " -> " + name(unit.task())));
      }
    }
    return Optional.empty();
  }

  private String name(TaskId id) {
    return tables.tasks.get(id).flatMap(task -> task.place().identifier()).orElseGet(id::toString);
  }

  /** The tasks from {@code goal} downstream to {@code from}, if there is a way. */
  private Optional<List<TaskId>> path(TaskId from, TaskId goal) {
    Map<TaskId, TaskId> next = new HashMap<>();
    Set<TaskId> seen = new HashSet<>(Set.of(from));
    Deque<TaskId> open = new ArrayDeque<>(seen);
    while (!open.isEmpty() && !seen.contains(goal)) {
      TaskId task = open.remove();
      for (Edge edge : tables.edges.upstreamsOf(task)) {
        if (seen.add(edge.upstream())) {
          next.put(edge.upstream(), task);
          open.add(edge.upstream());
        }
      }
    }
    return seen.contains(goal) ? Optional.of(follow(next, goal)) : Optional.empty();
  }

  private static List<TaskId> follow(Map<TaskId, TaskId> next, TaskId goal) {
    List<TaskId> path = new ArrayList<>(List.of(goal));
    while (next.containsKey(path.getLast())) {
      path.add(next.get(path.getLast()));
    }
    return path;
  }

  private UnitResult write(Task task, Unit.ChangeDependencies unit) {
    for (Edge edge : tables.edges.upstreamsOf(task.id())) {
      if (unit.remove().contains(edge.upstream())) {
        tables.edges.remove(edge);
      }
    }
    Instant at = Precision.micros(unit.waiting().at());
    for (Dependency dependency : unit.add()) {
      TaskId upstream = ((Upstream.Existing) dependency.upstream()).task();
      tables.edges.add(new Edge(upstream, task.id(), dependency.on(), dependency.ifBroken(), at));
    }
    List<TaskId> upstreams = tables.edges.upstreamsOf(task.id()).stream().map(Edge::upstream).toList();
    int unmet = (int) upstreams.stream().filter(upstream -> !ended(upstream)).count();
    Task changed = TaskChanges.withUpstreams(task, upstreams, unmet);
    tables.tasks.put(changed);
    tables.events.add(unit.event(), changed);
    if (!unit.add().isEmpty()) {
      writer.move(changed, unit.waiting(), Usage.NONE);
    }
    if (!unit.remove().isEmpty() || added(unit).stream().anyMatch(this::ended)) {
      writer.ask(task.id());
    }
    return Refusals.APPLIED;
  }

  private boolean ended(TaskId id) {
    return tables.tasks.get(id).filter(task -> task.status().isFinal()).isPresent();
  }
}
