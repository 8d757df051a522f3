package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.TaskEvent;
import java.time.Instant;
import java.util.List;

/** One group from the first check to the commit. Used under the lock of the store. */
final class GroupTransaction {

  private final Tables tables;
  private final SubmitUnit submits;
  private final AttemptUnits attempts;
  private final TaskUnits tasks;
  private final Cascade cascade;
  private final DependencyUnit dependencies;
  private final OrchestrationUnits orchestrations;
  private final Lanes lanes;
  private final Claimer claimer;

  GroupTransaction(Tables tables, Instant now) {
    this.tables = tables;
    lanes = new Lanes(tables);
    TaskWriter writer = new TaskWriter(tables, lanes, now);
    submits = new SubmitUnit(tables, writer);
    attempts = new AttemptUnits(tables, writer, now);
    tasks = new TaskUnits(tables, writer);
    dependencies = new DependencyUnit(tables, writer);
    cascade = new Cascade(tables, writer);
    orchestrations = new OrchestrationUnits(tables, new Rests(tables, writer, lanes), cascade);
    claimer = new Claimer(tables, now);
  }

  /** All of the group, or, if anything throws, nothing of it. */
  GroupResult apply(Group group) {
    try {
      List<UnitResult> results = group.units().stream().map(this::apply).toList();
      cascade.run(group.rule());
      orchestrations.moveTasks(group.rule());
      orchestrations.settle(group.rule());
      lanes.fill();
      List<ClaimedTask> claimed = group.claim().map(claimer::claim).orElse(List.of());
      orchestrations.settle(group.rule());
      lanes.fill();
      List<TaskEvent> events = tables.events.commit();
      tables.commit();
      return new GroupResult(results, claimed, events);
    } catch (RuntimeException | Error thrown) {
      tables.rollback();
      throw thrown;
    }
  }

  private UnitResult apply(Unit unit) {
    return switch (unit) {
      case Unit.Submit submit -> submits.apply(submit);
      case Unit.Finish finish -> attempts.finish(finish);
      case Unit.TakeOver takeOver -> attempts.takeOver(takeOver);
      case Unit.SaveResumeReference save -> attempts.saveResumeReference(save);
      case Unit.Move move -> tasks.move(move);
      case Unit.RequestCancel cancel -> tasks.requestCancel(cancel);
      case Unit.ChangePriority priority -> tasks.changePriority(priority);
      case Unit.Delete delete -> tasks.delete(delete);
      case Unit.ChangeDependencies change -> dependencies.apply(change);
      case Unit.MoveOrchestration move -> orchestrations.move(move);
      case Unit.DeleteOrchestration delete -> orchestrations.delete(delete);
      case Unit.ChangeGate gate -> tasks.changeGate(gate);
    };
  }
}
