package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.SubmissionTarget;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What units name, so that it can be read and locked before the first check.
 *
 * @param tasks existing tasks, upstream tasks of new ones among them
 * @param deleted those of them that shall go
 * @param leases attempts that units show a lease of
 * @param orchestrations existing orchestrations
 * @param submits the submissions
 */
record Touched(
    Set<TaskId> tasks,
    List<TaskId> deleted,
    List<Lease> leases,
    Set<OrchestrationId> orchestrations,
    List<Unit.Submit> submits) {

  static Touched by(List<Unit> units) {
    Touched touched =
        new Touched(new TreeSet<>(), new ArrayList<>(), new ArrayList<>(), new TreeSet<>(), new ArrayList<>());
    units.forEach(touched::add);
    return touched;
  }

  private void add(Unit unit) {
    switch (unit) {
      case Unit.Submit submit -> add(submit);
      case Unit.Finish finish -> add(finish.lease());
      case Unit.TakeOver takeOver -> add(takeOver.current());
      case Unit.SaveResumeReference save -> leases.add(save.lease());
      case Unit.Move move -> tasks.add(move.move().task());
      case Unit.RequestCancel cancel -> tasks.add(cancel.task());
      case Unit.ChangePriority priority -> tasks.add(priority.task());
      case Unit.Delete delete -> {
        tasks.add(delete.task());
        deleted.add(delete.task());
      }
      case Unit.ChangeDependencies change -> {
        tasks.add(change.task());
        change.add().forEach(this::addUpstream);
      }
      case Unit.MoveOrchestration move -> orchestrations.add(move.move().orchestration());
      case Unit.DeleteOrchestration delete -> orchestrations.add(delete.orchestration());
      case Unit.ChangeGate gate -> {}
    }
  }

  private void add(Unit.Submit submit) {
    submit.tasks().forEach(this::addUpstreams);
    if (submit.into().isPresent() && submit.into().get() instanceof SubmissionTarget.Existing existing) {
      orchestrations.add(existing.orchestration());
    }
    submits.add(submit);
  }

  private void add(Lease lease) {
    leases.add(lease);
    tasks.add(lease.task());
  }

  private void addUpstreams(NewTask task) {
    task.dependencies().forEach(this::addUpstream);
    task.continueFrom().ifPresent(this::addUpstream);
  }

  private void addUpstream(Dependency dependency) {
    addUpstream(dependency.upstream());
  }

  private void addUpstream(Upstream upstream) {
    if (upstream instanceof Upstream.Existing(TaskId id)) {
      tasks.add(id);
    }
  }
}
