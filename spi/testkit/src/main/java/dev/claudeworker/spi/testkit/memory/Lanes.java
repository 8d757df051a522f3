package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.memory.LaneTable.LaneKey;
import java.util.Optional;
import java.util.Set;

/** Holds tasks that become pending, and gives free places to those that wait for them, in claim order. */
final class Lanes {

  private final Tables tables;

  Lanes(Tables tables) {
    this.tables = tables;
  }

  /** A task as it is to be written: one that becomes pending has no place yet, one that is not pending is not held. */
  Task entering(Optional<Task> before, Task after) {
    if (after.status() != TaskStatus.PENDING) {
      return TaskChanges.withHeld(after, Optional.empty());
    }
    boolean wasPending = before.filter(task -> task.status() == TaskStatus.PENDING).isPresent();
    return wasPending ? after : withoutPlace(after);
  }

  private Task withoutPlace(Task task) {
    task.settings().lane().ifPresent(lane -> tables.laneLimits.put(lane.key(), lane.limit()));
    boolean paused =
        tables.orchestrations.of(task).filter(row -> row.status() == OrchestrationStatus.PAUSED).isPresent();
    return TaskChanges.withHeld(task, paused ? Optional.of(Held.PAUSED) : next(task));
  }

  /** What a task waits for that is not held by a pause any more. */
  Task unpaused(Task task) {
    return TaskChanges.withHeld(task, next(task));
  }

  private Optional<Held> next(Task task) {
    return task.settings().lane().map(lane -> Held.CONCURRENCY).or(() -> afterOwnLane(task));
  }

  private Optional<Held> afterOwnLane(Task task) {
    return tables.orchestrations.of(task)
        .filter(row -> row.settings().maxParallel().isPresent())
        .map(row -> Held.ORCHESTRATION_LIMIT);
  }

  /** Gives places until every lane is full or nobody waits for it. */
  void fill() {
    LaneTable lanes = tables.tasks.lanes();
    for (Set<LaneKey> changed = lanes.takeChanged(); !changed.isEmpty(); changed = lanes.takeChanged()) {
      changed.forEach(this::fill);
    }
  }

  private void fill(LaneKey lane) {
    LaneTable lanes = tables.tasks.lanes();
    for (Optional<TaskId> first = lanes.first(lane); first.isPresent() && lanes.taken(lane) < limit(lane);
        first = lanes.first(lane)) {
      Task task = tables.tasks.get(first.get()).orElseThrow();
      tables.tasks.put(TaskChanges.withHeld(task, lane.ofOrchestration() ? Optional.empty() : afterOwnLane(task)));
    }
  }

  private int limit(LaneKey lane) {
    return lane.ofOrchestration()
        ? tables.orchestrations.get(new OrchestrationId(Long.parseLong(lane.key())))
            .orElseThrow()
            .settings()
            .maxParallel()
            .orElse(Integer.MAX_VALUE)
        : tables.laneLimits.get(lane.key()).orElseThrow();
  }
}
