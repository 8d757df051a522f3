package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.storage.sql.group.ClaimedTasks.Running;
import dev.claudeworker.storage.sql.table.Mappers;
import dev.claudeworker.storage.sql.table.TaskLoader;
import dev.claudeworker.storage.sql.table.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One group from the first lock to the last statement before the commit: lock, check and change in memory unit by unit,
 * follow the dependents, write in sets, claim, write the events.
 */
public final class GroupTransaction {

  private final Mappers mappers;
  private final Supplier<Instant> leaseClock;
  private final Runnable flush;
  private final TaskSet tasks;
  private final AttemptSet attempts;
  private final Submissions submissions;
  private final TaskNumbers numbers;
  private final RowWriter rows;
  private final EventBlock events = new EventBlock();
  private final SubmitUnit submits;
  private final AttemptUnits attemptUnits;
  private final TaskUnits taskUnits;
  private final Cascade cascade;
  private final ClaimedTasks claimedTasks;
  private final Claimer claimer;

  /**
   * A transaction that has not begun.
   *
   * @param mappers statements of the session it runs in
   * @param texts how heavy texts are kept
   * @param leaseClock the storage's clock
   * @param flush sends what was collected and checks that each conditional write met its row
   */
  public GroupTransaction(Mappers mappers, Texts texts, Supplier<Instant> leaseClock, Runnable flush) {
    this.mappers = mappers;
    this.leaseClock = leaseClock;
    this.flush = flush;
    tasks = new TaskSet(mappers);
    attempts = new AttemptSet(mappers.attempts());
    submissions = new Submissions(mappers);
    numbers = new TaskNumbers(mappers.tasks());
    AccountSet accounts = new AccountSet(mappers.accounts());
    GateSet gates = new GateSet(mappers.gates());
    rows = new RowWriter(mappers, accounts);
    TaskWriter writer = new TaskWriter(tasks, rows, events, texts);
    submits = new SubmitUnit(tasks, submissions, numbers, accounts, rows, events, texts);
    attemptUnits = new AttemptUnits(tasks, attempts, gates, writer, events, leaseClock);
    taskUnits = new TaskUnits(tasks, gates, writer, events);
    cascade = new Cascade(tasks, mappers.sides(), writer);
    claimedTasks = new ClaimedTasks(mappers.sides(), texts);
    claimer = new Claimer(mappers, gates, accounts, events, claimedTasks);
  }

  /** Runs all statements. The caller commits, or rolls back if this throws. */
  public GroupResult run(Group group) {
    load(group.units());
    List<Optional<UnitResult>> answers = group.units().stream().map(this::apply).toList();
    cascade.run(dependents -> CallerException.guard(() -> group.rule().decide(dependents)));
    numbers.write();
    rows.write(tasks, attempts);
    flush.run();
    List<UnitResult> results = results(group.units(), answers);
    List<ClaimedTask> claimed =
        group.claim().map(request -> claimer.claim(request, leaseClock.get())).orElse(List.of());
    flush.run();
    List<TaskEvent> written = events.write(mappers.events());
    flush.run();
    return new GroupResult(results, claimed, written);
  }

  private void load(List<Unit> units) {
    Touched touched = Touched.by(units);
    tasks.load(touched.tasks());
    if (!touched.deleted().isEmpty()) {
      List<Long> dependents = mappers.sides().dependents(TaskLoader.ids(touched.deleted()));
      tasks.load(dependents.stream().map(TaskId::new).toList());
    }
    attempts.load(touched.leases());
    List<NewTask> submitted = new ArrayList<>();
    List<IdempotencyKey> keys = new ArrayList<>();
    for (Unit unit : units) {
      if (unit instanceof Unit.Submit submit) {
        submitted.addAll(submit.tasks());
        submit.key().ifPresent(keys::add);
      }
    }
    submissions.load(submitted, keys);
  }

  /** The answer to a unit; empty = the attempt was taken over, and the answer is what it is then. */
  private Optional<UnitResult> apply(Unit unit) {
    return switch (unit) {
      case Unit.Submit submit -> Optional.of(submits.apply(submit));
      case Unit.Finish finish -> Optional.of(attemptUnits.finish(finish));
      case Unit.TakeOver takeOver -> attemptUnits.takeOver(takeOver);
      case Unit.SaveResumeReference save -> Optional.of(attemptUnits.saveResumeReference(save));
      case Unit.Move move -> Optional.of(taskUnits.move(move));
      case Unit.RequestCancel cancel -> Optional.of(taskUnits.requestCancel(cancel));
      case Unit.ChangePriority priority -> Optional.of(taskUnits.changePriority(priority));
      case Unit.Delete delete -> Optional.of(taskUnits.delete(delete));
      case Unit.ChangeDependencies change -> Optional.of(Refusals.invalid("this storage keeps no orchestrations yet"));
      case Unit.MoveOrchestration move -> Optional.of(Refusals.invalid("this storage keeps no orchestrations yet"));
      case Unit.ChangeGate gate -> Optional.of(taskUnits.changeGate(gate));
    };
  }

  private List<UnitResult> results(List<Unit> units, List<Optional<UnitResult>> answers) {
    List<Running> takenOver = new ArrayList<>();
    for (int index = 0; index < units.size(); index++) {
      if (answers.get(index).isEmpty() && units.get(index) instanceof Unit.TakeOver takeOver) {
        takenOver.add(
            new Running(
                tasks.get(takeOver.current().task()).orElseThrow(),
                attempts.get(takeOver.current()).orElseThrow()));
      }
    }
    var claimed = claimedTasks.of(takenOver).iterator();
    return answers.stream()
        .map(answer -> answer.orElseGet(() -> new UnitResult.TakenOver(claimed.next())))
        .toList();
  }
}
