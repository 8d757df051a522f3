package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.DependentTask;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.OrchestrationProgress;
import dev.claudeworker.spi.storage.TaskMove;
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
import java.util.Set;
import java.util.function.Supplier;

/**
 * One group from the first lock to the last statement before the commit: lock, check and change in memory unit by unit,
 * follow the dependents, write in sets, move and settle orchestrations, claim, write the events.
 */
public final class GroupTransaction {

  private final Mappers mappers;
  private final Texts texts;
  private final Supplier<Instant> leaseClock;
  private final Runnable flush;
  private final OrchestrationSet orchestrations;
  private final AccountSet accounts;
  private final EventBlock events = new EventBlock();
  private final LaneSet laneSet;
  private final Lanes lanes;
  private final Round round;
  private final TaskSet tasks;
  private final AttemptSet attempts;
  private final Submissions submissions;
  private final Numbers numbers;
  private final Numbers orchestrationNumbers;
  private final SubmitUnit submits;
  private final AttemptUnits attemptUnits;
  private final TaskUnits taskUnits;
  private final DependencyUnit dependencyUnit;
  private final OrchestrationUnits orchestrationUnits;
  private final ClaimedTasks claimedTasks;
  private final Claimer claimer;
  private final Optional<Loading> loading;

  /**
   * A transaction that has not begun.
   *
   * @param mappers statements of the session it runs in
   * @param texts how heavy texts are kept
   * @param leaseClock the storage's clock
   * @param flush sends what was collected and checks that each conditional write met its row
   * @param loading writes parts of large graphs ahead; empty = one transaction must hold all
   */
  public GroupTransaction(
      Mappers mappers, Texts texts, Supplier<Instant> leaseClock, Runnable flush, Optional<Loading> loading) {
    this.loading = loading;
    this.mappers = mappers;
    this.texts = texts;
    this.leaseClock = leaseClock;
    this.flush = flush;
    orchestrations = new OrchestrationSet(mappers.orchestrations());
    accounts = new AccountSet(mappers.accounts());
    laneSet = new LaneSet(mappers.lanes());
    lanes = new Lanes(mappers.lanes(), laneSet, orchestrations, flush);
    round = newRound();
    tasks = round.tasks;
    attempts = new AttemptSet(mappers.attempts());
    submissions = new Submissions(mappers, orchestrations);
    numbers = new Numbers(mappers.tasks()::lockLastNumber, mappers.tasks()::setLastNumber);
    orchestrationNumbers =
        new Numbers(mappers.orchestrations()::lockLastNumber, mappers.orchestrations()::setLastNumber);
    GateSet gates = new GateSet(mappers.gates());
    submits = new SubmitUnit(
        tasks, submissions, orchestrations, numbers, orchestrationNumbers, accounts, round.rows, events, texts);
    attemptUnits = new AttemptUnits(tasks, attempts, gates, round.writer, events, leaseClock);
    taskUnits = new TaskUnits(tasks, gates, round.writer, events);
    dependencyUnit = new DependencyUnit(
        tasks, round.writer, round.rows, events, new CycleSearch(tasks, mappers.graphs()));
    RestPlaces places = new RestPlaces(mappers.rests(), laneSet, orchestrations);
    orchestrationUnits = new OrchestrationUnits(
        orchestrations, new Rests(mappers, places, accounts, orchestrations, events, flush), events);
    claimedTasks = new ClaimedTasks(mappers.sides(), texts);
    claimer = new Claimer(mappers, gates, accounts, orchestrations, events, claimedTasks);
  }

  private Round newRound() {
    return new Round(mappers, accounts, orchestrations, events, texts, flush, leaseClock);
  }

  /** Runs all statements. The caller commits, or rolls back if this throws. */
  public GroupResult run(Group group) {
    DownstreamRule rule = guarded(group.rule());
    load(group.units());
    List<Optional<UnitResult>> answers = group.units().stream().map(this::apply).toList();
    round.cascade.run(rule);
    writeAhead(group.units());
    numbers.write();
    orchestrationNumbers.write();
    write(round);
    orchestrationUnits.moveTasks(asked -> follow(rule, asked));
    settle(rule);
    List<UnitResult> results = results(group.units(), answers);
    List<ClaimedTask> claimed =
        group.claim().map(request -> claimer.claim(request, leaseClock.get())).orElse(List.of());
    flush.run();
    settle(rule);
    orchestrations.write();
    laneSet.write();
    accounts.write();
    List<TaskEvent> written = events.write(mappers.events(), flush);
    flush.run();
    return new GroupResult(results, claimed, written);
  }

  /** Before anything else is written, and only for a unit that is alone: nothing of another may be committed with it. */
  private void writeAhead(List<Unit> units) {
    if (units.size() == 1 && round.rows.isLarge() && loading.isPresent()) {
      loading.get().begin(numbers.first().orElseThrow());
      round.rows.writeAhead(loading.get());
    }
  }

  private static DownstreamRule guarded(DownstreamRule rule) {
    return new DownstreamRule() {
      @Override
      public List<TaskMove> decide(List<DependentTask> dependents) {
        return CallerException.guard(() -> rule.decide(dependents));
      }

      @Override
      public Optional<OrchestrationMove> settle(OrchestrationProgress progress) {
        return CallerException.guard(() -> rule.settle(progress));
      }
    };
  }

  private void write(Round changed) {
    lanes.place(changed.tasks);
    changed.rows.write(changed.tasks, attempts);
    flush.run();
  }

  /** What follows for tasks that depend on others that changed in the database. */
  private void follow(DownstreamRule rule, Set<TaskId> asked) {
    Round next = newRound();
    next.cascade.ask(rule, asked);
    write(next);
  }

  private void settle(DownstreamRule rule) {
    orchestrationUnits.settle(rule, id -> mappers.orchestrations().untoleratedFailures(id.value()),
        asked -> follow(rule, asked));
    lanes.fill();
  }

  private void load(List<Unit> units) {
    Touched touched = Touched.by(units);
    orchestrations.load(touched.orchestrations());
    tasks.load(touched.tasks());
    if (!touched.deleted().isEmpty()) {
      List<Long> dependents = mappers.sides().dependents(TaskLoader.ids(touched.deleted()));
      tasks.load(dependents.stream().map(TaskId::new).toList());
    }
    attempts.load(touched.leases());
    submissions.load(touched.submits());
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
      case Unit.ChangeDependencies change -> Optional.of(dependencyUnit.apply(change));
      case Unit.MoveOrchestration move -> Optional.of(orchestrationUnits.move(move));
      case Unit.DeleteOrchestration delete -> Optional.of(orchestrationUnits.delete(delete));
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
