package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.LeaseLost;
import dev.claudeworker.spi.storage.UnitResult.Refused;
import dev.claudeworker.spi.storage.UnitResult.TakenOver;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskStatus;
import java.time.Instant;
import java.util.Optional;

/** Units that are valid only under a lease. */
final class AttemptUnits {

  private static final int LONGEST_REFERENCE = 1000;

  private final Tables tables;
  private final TaskWriter writer;
  private final Instant now;

  /** Units of one group; {@code now} by the lease clock. */
  AttemptUnits(Tables tables, TaskWriter writer, Instant now) {
    this.tables = tables;
    this.writer = writer;
    this.now = now;
  }

  UnitResult finish(Unit.Finish finish) {
    Optional<AttemptRow> row = tables.attempt(finish.lease());
    if (row.isEmpty() || !row.get().token().equals(finish.lease().token())) {
      return new LeaseLost();
    }
    if (!row.get().running()) {
      return Refusals.ALREADY_APPLIED;
    }
    Task task = tables.tasks.get(finish.lease().task()).orElseThrow();
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
      return Optional.of(
          new Refused(Refusal.CANCEL_REQUESTED, "task " + task.id() + " has been asked to end"));
    }
    return Optional.empty();
  }

  private UnitResult write(Unit.Finish finish, AttemptRow row, Task task) {
    tables.putAttempt(row.ended(finish.end()));
    writer.move(task, finish.move(), finish.end().usage());
    finish.gates().forEach(change -> {
      if (tables.gates.apply(change)) {
        tables.events.add(change.event(), task);
      }
    });
    return Refusals.APPLIED;
  }

  UnitResult takeOver(Unit.TakeOver takeOver) {
    return tables
        .attempt(takeOver.current())
        .filter(AttemptRow::running)
        .map(row -> takeOver(takeOver, row))
        .orElseGet(LeaseLost::new);
  }

  private UnitResult takeOver(Unit.TakeOver takeOver, AttemptRow row) {
    if (row.token().equals(takeOver.token())) {
      return new TakenOver(Claimer.claimed(tables, row));
    }
    if (!row.heldBy(takeOver.current())) {
      return new LeaseLost();
    }
    String server = row.attempt().server();
    if (!server.equals(takeOver.holder().server()) && !row.expiredAt(now)) {
      return new Refused(Refusal.STATE_CHANGED, "server " + server + " holds the lease until " + row.expires());
    }
    Instant expires = Precision.micros(now.plus(takeOver.leaseFor()));
    AttemptRow taken = row.takenOver(takeOver.holder(), takeOver.token(), expires);
    tables.putAttempt(taken);
    tables.events.add(takeOver.event(), tables.tasks.get(takeOver.current().task()).orElseThrow());
    return new TakenOver(Claimer.claimed(tables, taken));
  }

  UnitResult saveResumeReference(Unit.SaveResumeReference save) {
    if (save.resumeReference().length() > LONGEST_REFERENCE) {
      return Refusals.invalid("a resume reference has at most " + LONGEST_REFERENCE + " characters");
    }
    Optional<AttemptRow> row = tables.attempt(save.lease()).filter(held -> held.heldBy(save.lease()));
    if (row.isEmpty()) {
      return new LeaseLost();
    }
    tables.putAttempt(row.get().withResumeReference(save.resumeReference()));
    return Refusals.APPLIED;
  }
}
