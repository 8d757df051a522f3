package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.memory.EdgeTable.Edge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes moves and keeps {@code unmet} of dependents true: an edge is resolved exactly as long as its upstream task has
 * ended. Remembers which dependents had an edge resolved; they are what the rule is asked about.
 */
final class TaskWriter {

  private final Tables tables;
  private final Lanes lanes;
  private final Instant now;
  private final Set<TaskId> resolved = new TreeSet<>();

  /** Writes of one group; {@code now} by the lease clock. */
  TaskWriter(Tables tables, Lanes lanes, Instant now) {
    this.now = now;
    this.tables = tables;
    this.lanes = lanes;
  }

  /** Applies a checked move; {@code used} is what the attempt that just ended has used. */
  void move(Task task, TaskMove move, Usage used) {
    if (move.to() == TaskStatus.PENDING && move.continuation().isPresent()) {
      tables.pendingSince.put(task.id(), now);
    }
    Task moved = replace(task, TaskChanges.moved(task, move, used));
    tables.continuations.put(task.id(), move.continuation());
    tables.results.put(task.id(), move.result());
    tables.events.addAll(move.events(), moved);
  }

  /** Writes another state of a task; answers it as it stands then. */
  Task replace(Task before, Task after) {
    Task entering = lanes.entering(Optional.of(before), after);
    tables.tasks.put(entering);
    resolveEdges(before, entering);
    return entering;
  }

  /** Writes a new task. */
  Task add(Task task) {
    Task entering = lanes.entering(Optional.empty(), task);
    tables.tasks.put(entering);
    return entering;
  }

  private void resolveEdges(Task before, Task after) {
    if (before.status().isFinal() == after.status().isFinal()) {
      return;
    }
    int change = after.status().isFinal() ? -1 : 1;
    List<TaskId> dependents = tables.edges.downstreamsOf(after.id()).stream().map(Edge::downstream).toList();
    for (TaskId id : dependents) {
      tables.tasks.get(id)
          .ifPresent(task -> tables.tasks.put(TaskChanges.withUnmet(task, task.place().unmet() + change)));
    }
    if (change < 0) {
      resolved.addAll(dependents);
    }
  }

  /** The rule must be asked about a task though none of its upstream tasks ends now. */
  void ask(TaskId id) {
    resolved.add(id);
  }

  /** The dependents that had an edge resolved since the last call, by id. */
  Set<TaskId> takeResolved() {
    Set<TaskId> taken = new TreeSet<>(resolved);
    resolved.clear();
    return taken;
  }
}
