package dev.claudeworker.storage.sql.group;

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
import dev.claudeworker.storage.sql.table.EdgeRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes what a task that has not started depends on. */
final class DependencyUnit {

  private final TaskSet tasks;
  private final TaskWriter writer;
  private final RowWriter rows;
  private final EventBlock events;
  private final CycleSearch cycles;

  DependencyUnit(TaskSet tasks, TaskWriter writer, RowWriter rows, EventBlock events, CycleSearch cycles) {
    this.tasks = tasks;
    this.writer = writer;
    this.rows = rows;
    this.events = events;
    this.cycles = cycles;
  }

  UnitResult apply(Unit.ChangeDependencies unit) {
    Optional<Task> task = tasks.get(unit.task());
    return task.isEmpty()
        ? Refusals.notFound(unit.task())
        : badState(task.get(), unit)
            .or(() -> badEdges(unit))
            .or(() -> cycle(unit))
            .orElseGet(() -> write(task.get(), unit));
  }

  private static Optional<UnitResult> badState(Task task, Unit.ChangeDependencies unit) {
    TaskMove move = unit.waiting();
    boolean fromQueue = move.from() == TaskStatus.PENDING || move.from() == TaskStatus.WAITING;
    if (!move.task().equals(task.id()) || !fromQueue || move.to() != TaskStatus.WAITING) {
      return Optional.of(Refusals.invalid("dependencies change for a pending or waiting task, which then waits"));
    }
    return task.status() == move.from()
        ? Refusals.otherVersion(task, unit.expectedVersion())
        : Optional.of(Refusals.stateChanged(task, move.from().word()));
  }

  private Optional<UnitResult> badEdges(Unit.ChangeDependencies unit) {
    Set<TaskId> rest = new HashSet<>(upstreams(unit.task()));
    if (!rest.containsAll(unit.remove())) {
      return Optional.of(Refusals.invalid("a dependency that is to be removed does not exist"));
    }
    rest.removeAll(unit.remove());
    for (Dependency dependency : unit.add()) {
      if (!(dependency.upstream() instanceof Upstream.Existing(TaskId id)) || !rest.add(id)) {
        return Optional.of(Refusals.invalid("an added dependency exists already, or names no existing task"));
      }
      if (tasks.get(id).isEmpty()) {
        return Optional.of(Refusals.notFound(id));
      }
    }
    return Optional.empty();
  }

  private List<TaskId> upstreams(TaskId task) {
    return tasks.upstreamsOf(task).stream().map(edge -> new TaskId(edge.upstream())).toList();
  }

  /** An added edge closes a cycle if its upstream task depends on the task already, over whatever stays. */
  private Optional<UnitResult> cycle(Unit.ChangeDependencies unit) {
    for (Dependency dependency : unit.add()) {
      Optional<String> path = cycles.closedBy(upstream(dependency), unit.task());
      if (path.isPresent()) {
        return Optional.of(new Refused(Refusal.CYCLE, path.get()));
      }
    }
    return Optional.empty();
  }

  private static TaskId upstream(Dependency dependency) {
    return ((Upstream.Existing) dependency.upstream()).task();
  }

  private UnitResult write(Task task, Unit.ChangeDependencies unit) {
    Instant at = Precision.micros(unit.waiting().at());
    List<EdgeRow> added =
        unit.add().stream().map(dependency -> edge(dependency, task.id(), at)).toList();
    List<EdgeRow> edges = new ArrayList<>(tasks.upstreamsOf(task.id()));
    edges.removeIf(edge -> unit.remove().contains(new TaskId(edge.upstream())));
    edges.addAll(added);
    edges.sort(Comparator.comparingLong(EdgeRow::upstream));
    unit.remove().forEach(upstream -> rows.removeEdge(upstream, task.id()));
    rows.addEdges(added);
    added.forEach(cycles::added);
    tasks.rewire(task.id(), edges);
    events.add(unit.event(), task);
    if (!added.isEmpty()) {
      writer.move(task.id(), unit.waiting(), Usage.NONE);
    }
    return Refusals.APPLIED;
  }

  private EdgeRow edge(Dependency dependency, TaskId downstream, Instant at) {
    TaskId upstream = upstream(dependency);
    return new EdgeRow(
        upstream.value(),
        downstream.value(),
        dependency.on(),
        dependency.ifBroken(),
        Optional.of(at),
        tasks.get(upstream).orElseThrow().status());
  }
}
