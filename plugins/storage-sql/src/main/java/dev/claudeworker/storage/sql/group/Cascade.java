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
import dev.claudeworker.storage.sql.table.IdChunks;
import dev.claudeworker.storage.sql.table.SideMapper;
import dev.claudeworker.storage.sql.table.TaskLoader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps {@code unmet} of dependents true (an edge is resolved exactly as long as its upstream task has ended) and asks the
 * rule what follows for them, level by level, until nothing ends any more: a few statements per level, however wide it is.
 */
final class Cascade {

  private final TaskSet tasks;
  private final OrchestrationSet orchestrations;
  private final SideMapper sides;
  private final TaskWriter writer;

  /** New tasks by what they depend on: their edges are not in the database yet. */
  private final Map<TaskId, Set<TaskId>> newDependents = new HashMap<>();

  Cascade(TaskSet tasks, OrchestrationSet orchestrations, SideMapper sides, TaskWriter writer) {
    this.orchestrations = orchestrations;
    this.tasks = tasks;
    this.sides = sides;
    this.writer = writer;
  }

  void run(DownstreamRule rule) {
    List<TaskId> recounted = new ArrayList<>(newDependentTasks());
    recounted.addAll(tasks.rewired());
    Set<TaskId> turned = new TreeSet<>();
    tasks.entries().stream().filter(Entry::finalityChanged).forEach(entry -> turned.add(id(entry)));
    Set<TaskId> resolved = resolve(turned, tasks.rewired());
    recounted.stream().filter(this::countUnmet).forEach(resolved::add);
    recounted.forEach(this::indexEdges);
    ask(rule, resolved);
  }

  /** Asks about tasks, and about what follows from the answers, until nothing ends any more. */
  void ask(DownstreamRule rule, Set<TaskId> first) {
    for (Set<TaskId> level = first; !level.isEmpty();) {
      tasks.load(level);
      level = resolve(askLevel(rule, level), Set.of());
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

  /** Counts what a task still waits for, after all units; true if the rule is to be asked about it. */
  private boolean countUnmet(TaskId id) {
    List<EdgeRow> edges = tasks.upstreamsOf(id);
    int unmet = (int) edges.stream().filter(edge -> !status(edge).isFinal()).count();
    tasks.put(TaskChanges.submittedWithUnmet(tasks.get(id).orElseThrow(), unmet));
    return unmet < edges.size() || tasks.rewired().contains(id);
  }

  private void indexEdges(TaskId id) {
    tasks.upstreamsOf(id)
        .forEach(edge -> newDependents.computeIfAbsent(new TaskId(edge.upstream()), key -> new TreeSet<>()).add(id));
  }

  /**
   * Counts anew what depends on tasks that ended or came back, except for tasks that are counted as a whole.
   *
   * @return the dependents that had an edge resolved
   */
  private Set<TaskId> resolve(Set<TaskId> turned, Set<TaskId> except) {
    Set<TaskId> resolved = new TreeSet<>();
    Set<TaskId> dependents = dependents(turned);
    dependents.removeAll(except);
    for (TaskId dependent : dependents) {
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
      IdChunks.read(TaskLoader.ids(upstreams), sides::dependents).forEach(id -> dependents.add(new TaskId(id)));
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
  private Set<TaskId> askLevel(DownstreamRule rule, Set<TaskId> level) {
    List<Task> waiting = level.stream()
        .flatMap(id -> tasks.get(id).stream())
        .filter(task -> task.status() == TaskStatus.WAITING)
        .toList();
    orchestrations.load(waiting.stream().flatMap(task -> task.place().orchestration().stream()).toList());
    List<DependentTask> dependents = waiting.stream()
        .map(task -> new DependentTask(task, resolvedEdges(task.id()), orchestrations.of(task)))
        .toList();
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

  private List<ResolvedEdge> resolvedEdges(TaskId id) {
    return tasks.upstreamsOf(id)
        .stream()
        .filter(edge -> status(edge).isFinal())
        .map(edge -> new ResolvedEdge(new TaskId(edge.upstream()), status(edge), edge.on(), edge.ifBroken()))
        .toList();
  }

  /** The state of an upstream task as this group has it, else as it was read. */
  private TaskStatus status(EdgeRow edge) {
    return tasks.ifLoaded(new TaskId(edge.upstream())).map(Task::status).orElse(edge.upstreamStatus());
  }
}
