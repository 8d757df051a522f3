package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.Refused;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.memory.EdgeTable.Edge;
import java.util.Optional;

/** Units about a task that do not come from its running attempt. */
final class TaskUnits {

  private final Tables tables;
  private final TaskWriter writer;

  TaskUnits(Tables tables, TaskWriter writer) {
    this.tables = tables;
    this.writer = writer;
  }

  UnitResult move(Unit.Move unit) {
    TaskStatus from = unit.move().from();
    if (from == TaskStatus.RUNNING || unit.move().to() == TaskStatus.RUNNING) {
      return Refusals.invalid("a running task moves by the end of its attempt, and starts by a claim");
    }
    Optional<Task> task = tables.tasks.get(unit.move().task());
    if (task.isEmpty()) {
      return Refusals.notFound(unit.move().task());
    }
    if (task.get().status() != from) {
      return Refusals.stateChanged(task.get(), from.word());
    }
    return Refusals.otherVersion(task.get(), unit.expectedVersion()).orElseGet(() -> {
      writer.move(task.get(), unit.move(), Usage.NONE);
      return Refusals.APPLIED;
    });
  }

  UnitResult requestCancel(Unit.RequestCancel unit) {
    Optional<Task> task = tables.tasks.get(unit.task());
    if (task.isEmpty()) {
      return Refusals.notFound(unit.task());
    }
    if (task.get().status() != TaskStatus.RUNNING) {
      return Refusals.stateChanged(task.get(), TaskStatus.RUNNING.word());
    }
    if (task.get().state().cancelRequested()) {
      return Refusals.ALREADY_APPLIED;
    }
    tables.tasks.put(TaskChanges.cancelRequested(task.get()));
    tables.events.add(unit.event(), task.get());
    return Refusals.APPLIED;
  }

  UnitResult changePriority(Unit.ChangePriority unit) {
    Optional<Task> task = tables.tasks.get(unit.task());
    if (task.isEmpty()) {
      return Refusals.notFound(unit.task());
    }
    if (task.get().status().isFinal()) {
      return Refusals.stateChanged(task.get(), "active");
    }
    return Refusals.otherVersion(task.get(), unit.expectedVersion()).orElseGet(() -> {
      tables.tasks.put(TaskChanges.withPriority(task.get(), unit.priority(), unit.claimOrder()));
      tables.events.add(unit.event(), task.get());
      return Refusals.APPLIED;
    });
  }

  UnitResult delete(Unit.Delete unit) {
    Optional<Task> task = tables.tasks.get(unit.task());
    if (task.isEmpty()) {
      return Refusals.notFound(unit.task());
    }
    if (!task.get().status().isFinal()) {
      return Refusals.stateChanged(task.get(), "ended");
    }
    return activeDependent(unit.task()).<UnitResult>map(dependent -> new Refused(
        Refusal.STATE_CHANGED, "task " + dependent + " depends on task " + unit.task() + " and has not ended"))
        .orElseGet(() -> {
          tables.events.add(unit.event(), task.get());
          remove(unit.task());
          return Refusals.APPLIED;
        });
  }

  private Optional<TaskId> activeDependent(TaskId id) {
    return tables.edges.downstreamsOf(id)
        .stream()
        .map(Edge::downstream)
        .filter(dependent -> tables.tasks.get(dependent).filter(task -> !task.status().isFinal()).isPresent())
        .findFirst();
  }

  private void remove(TaskId id) {
    for (Edge edge : tables.edges.downstreamsOf(id)) {
      tables.tasks.get(edge.downstream()).ifPresent(task -> tables.tasks.put(TaskChanges.withoutUpstream(task, id)));
    }
    tables.edges.removeAll(id);
    tables.attemptsOf(id).forEach(row -> tables.attempts.remove(row.key()));
    tables.inputs.remove(id);
    tables.results.remove(id);
    tables.continuations.remove(id);
    tables.lastServers.remove(id);
    tables.pendingSince.remove(id);
    tables.tasks.remove(id);
  }

  UnitResult changeGate(Unit.ChangeGate unit) {
    if (!tables.gates.apply(unit.change())) {
      return Refusals.ALREADY_APPLIED;
    }
    tables.events.add(unit.change().event());
    return Refusals.APPLIED;
  }
}
