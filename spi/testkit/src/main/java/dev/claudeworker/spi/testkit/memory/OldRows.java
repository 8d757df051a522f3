package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.Pruning;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds and removes what is too old. Used under the lock of the store. */
final class OldRows implements Pruning {

  private final Tables tables;

  OldRows(Tables tables) {
    this.tables = tables;
  }

  @Override
  public List<TaskId> endedBefore(Instant moment, int limit) {
    return tables.tasks.before(Optional.empty())
        .stream()
        .filter(task -> task.status().isFinal())
        .filter(task -> task.times().ended().filter(ended -> ended.isBefore(moment)).isPresent())
        .filter(task -> !isNeeded(task))
        .sorted(Comparator.comparing((Task task) -> task.times().ended().orElseThrow()).thenComparing(Task::id))
        .limit(limit)
        .map(Task::id)
        .toList();
  }

  @Override
  public List<OrchestrationId> emptyOrchestrations(Instant moment, int limit) {
    return tables.orchestrations.all()
        .stream()
        .filter(row -> row.times().ended().filter(ended -> ended.isBefore(moment)).isPresent())
        .filter(row -> row.counts().total() == 0)
        .map(Orchestration::id)
        .sorted()
        .limit(limit)
        .toList();
  }

  private boolean isNeeded(Task task) {
    boolean byTask = tables.edges.downstreamsOf(task.id())
        .stream()
        .flatMap(edge -> tables.tasks.get(edge.downstream()).stream())
        .anyMatch(dependent -> !dependent.status().isFinal());
    return byTask || task.place().orchestration().filter(this::isUnfinished).isPresent();
  }

  private boolean isUnfinished(OrchestrationId id) {
    return tables.orchestrations.get(id).filter(row -> row.times().ended().isEmpty()).isPresent();
  }

  @Override
  public int removeEvents(Instant before, int limit) {
    return tables.events.removeBefore(before, limit);
  }

  @Override
  public int removeKeys(Instant before, int limit) {
    int removed = tables.keys.removeBefore(before, limit);
    tables.commit();
    return removed;
  }
}
