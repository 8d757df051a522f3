package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.Refused;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.storage.sql.table.EdgeRow;
import java.util.List;
import java.util.Optional;

/** Units about a task that do not come from its running attempt, and about gates. */
final class TaskUnits {

  private final TaskSet tasks;
  private final GateSet gates;
  private final TaskWriter writer;
  private final EventBlock events;

  TaskUnits(TaskSet tasks, GateSet gates, TaskWriter writer, EventBlock events) {
    this.tasks = tasks;
    this.gates = gates;
    this.writer = writer;
    this.events = events;
  }

  UnitResult move(Unit.Move unit) {
    TaskStatus from = unit.move().from();
    if (from == TaskStatus.RUNNING || unit.move().to() == TaskStatus.RUNNING) {
      return Refusals.invalid("a running task moves by the end of its attempt, and starts by a claim");
    }
    Optional<Task> task = tasks.get(unit.move().task());
    if (task.isEmpty()) {
      return Refusals.notFound(unit.move().task());
    }
    if (task.get().status() != from) {
      return Refusals.stateChanged(task.get(), from.word());
    }
    return Refusals.otherVersion(task.get(), unit.expectedVersion()).orElseGet(() -> {
      writer.move(task.get().id(), unit.move(), Usage.NONE);
      return Refusals.APPLIED;
    });
  }

  UnitResult requestCancel(Unit.RequestCancel unit) {
    Optional<Task> task = tasks.get(unit.task());
    if (task.isEmpty()) {
      return Refusals.notFound(unit.task());
    }
    if (task.get().status() != TaskStatus.RUNNING) {
      return Refusals.stateChanged(task.get(), TaskStatus.RUNNING.word());
    }
    if (task.get().state().cancelRequested()) {
      return Refusals.ALREADY_APPLIED;
    }
    tasks.put(TaskChanges.cancelRequested(task.get()));
    events.add(unit.event(), task.get());
    return Refusals.APPLIED;
  }

  UnitResult changePriority(Unit.ChangePriority unit) {
    Optional<Task> task = tasks.get(unit.task());
    if (task.isEmpty()) {
      return Refusals.notFound(unit.task());
    }
    if (task.get().status().isFinal()) {
      return Refusals.stateChanged(task.get(), "active");
    }
    return Refusals.otherVersion(task.get(), unit.expectedVersion()).orElseGet(() -> {
      tasks.put(TaskChanges.withPriority(task.get(), unit.priority(), unit.claimOrder()));
      events.add(unit.event(), task.get());
      return Refusals.APPLIED;
    });
  }

  UnitResult delete(Unit.Delete unit) {
    Optional<Task> task = tasks.get(unit.task());
    if (task.isEmpty()) {
      return Refusals.notFound(unit.task());
    }
    if (!task.get().status().isFinal()) {
      return Refusals.stateChanged(task.get(), "ended");
    }
    List<Task> dependents = dependents(unit.task());
    Optional<Task> active = dependents.stream().filter(dependent -> !dependent.status().isFinal()).findFirst();
    if (active.isPresent()) {
      String message = "task " + active.get().id() + " depends on task " + unit.task() + " and has not ended";
      return new Refused(Refusal.STATE_CHANGED, message);
    }
    events.add(unit.event(), task.get());
    dependents.forEach(dependent -> tasks.put(TaskChanges.withoutUpstream(dependent, unit.task())));
    tasks.remove(unit.task());
    return Refusals.APPLIED;
  }

  /** All that wait or waited for a task; they were loaded with it. */
  private List<Task> dependents(TaskId upstream) {
    return tasks.entries()
        .stream()
        .flatMap(entry -> entry.after().stream())
        .map(row -> row.task())
        .filter(task -> tasks.upstreamsOf(task.id())
            .stream()
            .mapToLong(EdgeRow::upstream)
            .anyMatch(id -> id == upstream.value()))
        .toList();
  }

  UnitResult changeGate(Unit.ChangeGate unit) {
    if (!gates.apply(unit.change())) {
      return Refusals.ALREADY_APPLIED;
    }
    events.add(unit.change().event());
    return Refusals.APPLIED;
  }
}
