package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.LeaseLost;
import dev.claudeworker.spi.storage.UnitResult.Refused;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.storage.sql.table.AttemptRow;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Units that are valid only under a lease. */
final class AttemptUnits {

  private static final int LONGEST_REFERENCE = 1000;

  private final TaskSet tasks;
  private final AttemptSet attempts;
  private final GateSet gates;
  private final TaskWriter writer;
  private final EventBlock events;
  private final Supplier<Instant> leaseClock;

  AttemptUnits(
      TaskSet tasks,
      AttemptSet attempts,
      GateSet gates,
      TaskWriter writer,
      EventBlock events,
      Supplier<Instant> leaseClock) {
    this.tasks = tasks;
    this.attempts = attempts;
    this.gates = gates;
    this.writer = writer;
    this.events = events;
    this.leaseClock = leaseClock;
  }

  UnitResult finish(Unit.Finish finish) {
    Optional<AttemptRow> row = attempts.get(finish.lease());
    if (row.isEmpty() || !row.get().token().equals(finish.lease().token())) {
      return new LeaseLost();
    }
    if (!row.get().running()) {
      return Refusals.ALREADY_APPLIED;
    }
    Task task = tasks.get(finish.lease().task()).orElseThrow();
    return refused(task, finish.move()).orElseGet(() -> write(finish, row.get(), task));
  }

  private static Optional<UnitResult> refused(Task task, TaskMove move) {
    if (!move.task().equals(task.id())) {
      return Optional.of(Refusals.invalid("the lease is of task " + task.id() + ", the move of " + move.task()));
    }
    if (move.from() != TaskStatus.RUNNING || move.to() == TaskStatus.RUNNING) {
      return Optional.of(Refusals.invalid("the end of an attempt moves its task from running to another state"));
    }
    if (task.state().cancelRequested() && !move.to().isFinal()) {
      return Optional.of(new Refused(Refusal.CANCEL_REQUESTED, "task " + task.id() + " has been asked to end"));
    }
    return Optional.empty();
  }

  private UnitResult write(Unit.Finish finish, AttemptRow row, Task task) {
    attempts.put(AttemptChanges.ended(row, finish.end()));
    writer.move(task.id(), finish.move(), finish.end().usage());
    for (GateChange change : finish.gates()) {
      if (gates.apply(change)) {
        events.add(change.event(), task);
      }
    }
    return Refusals.APPLIED;
  }

  /** Takes an attempt over; empty = the answer is the attempt as it stands now. */
  Optional<UnitResult> takeOver(Unit.TakeOver takeOver) {
    Optional<AttemptRow> running = attempts.get(takeOver.current()).filter(AttemptRow::running);
    if (running.isEmpty()) {
      return Optional.of(new LeaseLost());
    }
    AttemptRow row = running.get();
    if (row.token().equals(takeOver.token())) {
      return Optional.empty();
    }
    if (!row.heldBy(takeOver.current())) {
      return Optional.of(new LeaseLost());
    }
    Instant now = leaseClock.get();
    String server = row.attempt().server();
    Instant expires = row.lease().expires();
    if (!server.equals(takeOver.holder().server()) && now.isBefore(expires)) {
      return Optional.of(new Refused(Refusal.STATE_CHANGED, "server " + server + " holds the lease until " + expires));
    }
    Instant newExpiry = Precision.micros(now.plus(takeOver.leaseFor()));
    attempts.put(AttemptChanges.takenOver(row, takeOver.holder(), takeOver.token(), newExpiry));
    events.add(takeOver.event(), tasks.get(takeOver.current().task()).orElseThrow());
    return Optional.empty();
  }

  UnitResult saveResumeReference(Unit.SaveResumeReference save) {
    if (save.resumeReference().length() > LONGEST_REFERENCE) {
      return Refusals.invalid("a resume reference has at most " + LONGEST_REFERENCE + " characters");
    }
    Optional<AttemptRow> row = attempts.get(save.lease()).filter(held -> held.heldBy(save.lease()));
    if (row.isEmpty()) {
      return new LeaseLost();
    }
    attempts.put(AttemptChanges.withResumeReference(row.get(), save.resumeReference()));
    return Refusals.APPLIED;
  }
}
