package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.storage.DependentTask;
import dev.claudeworker.spi.storage.DependentTask.ResolvedEdge;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.storage.sql.group.TaskSet.Entry;
import dev.claudeworker.storage.sql.table.EdgeRow;
import dev.claudeworker.storage.sql.table.SideMapper;
import dev.claudeworker.storage.sql.table.TaskLoader;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Keeps {@code unmet} of dependents true (an edge is resolved exactly as long as its upstream task has ended) and asks the
 * rule what follows for them, level by level, until nothing ends any more: a few statements per level, however wide it is.
 */
final class Cascade {

  private final TaskSet tasks;
  private final SideMapper sides;
  private final TaskWriter writer;

  /** New tasks by what they depend on: their edges are not in the database yet. */
  private final Map<TaskId, Set<TaskId>> newDependents = new HashMap<>();

  Cascade(TaskSet tasks, SideMapper sides, TaskWriter writer) {
    this.tasks = tasks;
    this.sides = sides;
    this.writer = writer;
  }

  void run(DownstreamRule rule) {
    List<TaskId> newTasks = newDependentTasks();
    Set<TaskId> turned = new TreeSet<>();
    tasks.entries().stream().filter(Entry::finalityChanged).forEach(entry -> turned.add(id(entry)));
    Set<TaskId> resolved = resolve(turned);
    newTasks.stream().filter(this::countUnmet).forEach(resolved::add);
    newTasks.forEach(this::indexEdges);
    while (!resolved.isEmpty()) {
      resolved = resolve(ask(rule, resolved));
    }
  }

  private static TaskId id(Entry entry) {
    return entry.after().orElseThrow().task().id();
  }

  private List<TaskId> newDependentTasks() {
    return tasks.entries()
        .stream()
        .filter(entry -> entry.before().isEmpty())
        .flatMap(entry -> entry.after().stream())
        .filter(row -> row.upstreamCount() > 0)
        .map(row -> row.task().id())
        .toList();
  }

  /** Counts what a new task still waits for, after all units; true if an upstream task has already ended. */
  private boolean countUnmet(TaskId id) {
    List<EdgeRow> edges = tasks.upstreamsOf(id);
    int unmet = (int) edges.stream().filter(edge -> !status(edge).isFinal()).count();
    tasks.put(TaskChanges.submittedWithUnmet(tasks.get(id).orElseThrow(), unmet));
    return unmet < edges.size();
  }

  private void indexEdges(TaskId id) {
    tasks.upstreamsOf(id)
        .forEach(edge -> newDependents.computeIfAbsent(new TaskId(edge.upstream()), key -> new TreeSet<>()).add(id));
  }

  /**
   * Counts anew what depends on tasks that ended or came back.
   *
   * @return the dependents that had an edge resolved
   */
  private Set<TaskId> resolve(Set<TaskId> turned) {
    Set<TaskId> resolved = new TreeSet<>();
    for (TaskId dependent : dependents(turned)) {
      for (EdgeRow edge : tasks.upstreamsOf(dependent)) {
        TaskId upstream = new TaskId(edge.upstream());
        if (turned.contains(upstream)) {
          boolean ended = status(edge).isFinal();
          Task task = tasks.get(dependent).orElseThrow();
          tasks.put(TaskChanges.withUnmet(task, task.place().unmet() + (ended ? -1 : 1)));
          if (ended) {
            resolved.add(dependent);
          }
        }
      }
    }
    return resolved;
  }

  private Set<TaskId> dependents(Collection<TaskId> upstreams) {
    Set<TaskId> dependents = new TreeSet<>();
    if (!upstreams.isEmpty()) {
      sides.dependents(TaskLoader.ids(upstreams)).forEach(id -> dependents.add(new TaskId(id)));
      tasks.load(dependents);
      dependents.removeIf(id -> tasks.get(id).isEmpty());
      upstreams.forEach(upstream -> dependents.addAll(newDependents.getOrDefault(upstream, Set.of())));
    }
    return dependents;
  }

  /**
   * Asks the rule about one level.
   *
   * @return the tasks that ended by it
   */
  private Set<TaskId> ask(DownstreamRule rule, Set<TaskId> level) {
    List<DependentTask> dependents = level.stream().flatMap(this::waiting).toList();
    Set<TaskId> ended = new TreeSet<>();
    if (dependents.isEmpty()) {
      return ended;
    }
    Set<TaskId> allowed = new HashSet<>();
    dependents.forEach(dependent -> allowed.add(dependent.task().id()));
    for (TaskMove move : rule.decide(dependents)) {
      if (!allowed.remove(move.task()) || move.from() != TaskStatus.WAITING || move.to() == TaskStatus.RUNNING) {
        throw new CallerException(
            new IllegalStateException(
                "the rule may move each dependent it was asked about once, from waiting: " + move.task()));
      }
      writer.move(move.task(), move, Usage.NONE);
      if (move.to().isFinal()) {
        ended.add(move.task());
      }
    }
    return ended;
  }

  private Stream<DependentTask> waiting(TaskId id) {
    return tasks.get(id)
        .stream()
        .filter(task -> task.status() == TaskStatus.WAITING)
        .map(task -> new DependentTask(task, resolvedEdges(id)));
  }

  private List<ResolvedEdge> resolvedEdges(TaskId id) {
    return tasks.upstreamsOf(id)
        .stream()
        .filter(edge -> status(edge).isFinal())
        .map(edge -> new ResolvedEdge(new TaskId(edge.upstream()), status(edge), edge.on()))
        .toList();
  }

  /** The state of an upstream task as this group has it, else as it was read. */
  private TaskStatus status(EdgeRow edge) {
    return tasks.ifLoaded(new TaskId(edge.upstream())).map(Task::status).orElse(edge.upstreamStatus());
  }
}
