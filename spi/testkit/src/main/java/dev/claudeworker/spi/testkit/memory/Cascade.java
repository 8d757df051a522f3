package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.DependentTask;
import dev.claudeworker.spi.storage.DependentTask.ResolvedEdge;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Asks the rule what follows for dependents, level by level, until nothing ends any more. */
final class Cascade {

  private final Tables tables;
  private final TaskWriter writer;

  Cascade(Tables tables, TaskWriter writer) {
    this.tables = tables;
    this.writer = writer;
  }

  void run(DownstreamRule rule) {
    for (Set<TaskId> level = writer.takeResolved(); !level.isEmpty(); level = writer.takeResolved()) {
      List<DependentTask> dependents = level.stream().flatMap(this::waiting).toList();
      if (!dependents.isEmpty()) {
        apply(rule.decide(dependents), dependents);
      }
    }
  }

  private Stream<DependentTask> waiting(TaskId id) {
    return tables.tasks.get(id)
        .stream()
        .filter(task -> task.status() == TaskStatus.WAITING)
        .map(task -> new DependentTask(task, resolvedEdges(id), tables.orchestrations.of(task)));
  }

  private List<ResolvedEdge> resolvedEdges(TaskId id) {
    return tables.edges.upstreamsOf(id)
        .stream()
        .flatMap(edge -> ended(edge.upstream())
            .map(upstream -> new ResolvedEdge(upstream.id(), upstream.status(), edge.on(), edge.ifBroken()))
            .stream())
        .toList();
  }

  private Optional<Task> ended(TaskId upstream) {
    return tables.tasks.get(upstream).filter(task -> task.status().isFinal());
  }

  private void apply(List<TaskMove> moves, List<DependentTask> asked) {
    Set<TaskId> allowed = new HashSet<>();
    asked.forEach(dependent -> allowed.add(dependent.task().id()));
    for (TaskMove move : moves) {
      if (!allowed.remove(move.task()) || move.from() != TaskStatus.WAITING || move.to() == TaskStatus.RUNNING) {
        throw new IllegalStateException(
            "the rule may move each dependent it was asked about once, from waiting: " + move);
      }
      writer.move(tables.tasks.get(move.task()).orElseThrow(), move, Usage.NONE);
    }
  }
}
