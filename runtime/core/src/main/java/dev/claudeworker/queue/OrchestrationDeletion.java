package dev.claudeworker.queue;

import dev.claudeworker.event.EventDrafts;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.OrchestrationTask;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.EventTypes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deletes orchestrations that have ended: their tasks in parts, dependents before what they depend on, then the row. */
final class OrchestrationDeletion {

  private static final int READ = 10_000;
  private static final int PART = 100;
  private static final String ENDED = "completed, failed, cancelled or timed out and whose tasks have all ended";

  private final Storage storage;
  private final GroupCommitter committer;
  private final InstantSource clock;

  OrchestrationDeletion(Storage storage, GroupCommitter committer, InstantSource clock) {
    this.storage = storage;
    this.committer = committer;
    this.clock = clock;
  }

  void delete(OrchestrationId id, Requester by) {
    Orchestration orchestration = find(id);
    var counts = orchestration.counts();
    if (!orchestration.status().isFinal() || counts.pending() + counts.waiting() + counts.running() > 0) {
      throw OrchestrationErrors.notPossible(orchestration, "deleted", ENDED);
    }
    List<OrchestrationTask> tasks = tasks(id).reversed();
    for (int from = 0; from < tasks.size(); from += PART) {
      deleteTasks(orchestration, tasks.subList(from, Math.min(from + PART, tasks.size())), by);
    }
    deleteRow(orchestration, by);
  }

  private List<OrchestrationTask> tasks(OrchestrationId id) {
    List<OrchestrationTask> tasks = new ArrayList<>(storage.graphs().tasks(id, Optional.empty(), READ));
    for (int before = 0; before < tasks.size();) {
      before = tasks.size();
      tasks.addAll(storage.graphs().tasks(id, Optional.of(tasks.getLast().id()), READ));
    }
    return tasks;
  }

  private void deleteTasks(Orchestration orchestration, List<OrchestrationTask> tasks, Requester by) {
    List<FutureCommit> commits = tasks.stream().map(task -> new FutureCommit(unit(orchestration, task, by))).toList();
    commits.forEach(committer::enqueue);
    for (int index = 0; index < tasks.size(); index++) {
      if (commits.get(index).await() instanceof UnitResult.Refused(var refusal, var message)
          && refusal != Refusal.NOT_FOUND) {
        throw TaskErrors.inUse(tasks.get(index).id(), message);
      }
    }
  }

  private Unit unit(Orchestration orchestration, OrchestrationTask task, Requester by) {
    var data = JsonObject.EMPTY.with("status", task.status().word());
    return new Unit.Delete(
        task.id(),
        EventDrafts.orchestration(
            EventTypes.TASK_DELETED, orchestration.project(), by.actor(), by.correlationId(), clock.instant(), data));
  }

  private void deleteRow(Orchestration orchestration, Requester by) {
    OrchestrationId id = orchestration.id();
    var data = JsonObject.EMPTY.with("status", orchestration.status().word());
    var commit =
        new FutureCommit(
            new Unit.DeleteOrchestration(
                id,
                EventDrafts.orchestration(
                    EventTypes.ORCHESTRATION_DELETED, orchestration.project(), by.actor(), by.correlationId(),
                    clock.instant(), data)));
    committer.enqueue(commit);
    if (commit.await() instanceof UnitResult.Refused(var refusal, var message)) {
      throw refusal == Refusal.NOT_FOUND ? OrchestrationErrors.notFound(id) : OrchestrationErrors.goesOn(id, message);
    }
  }

  private Orchestration find(OrchestrationId id) {
    return storage.graphs().orchestration(id).orElseThrow(() -> OrchestrationErrors.notFound(id));
  }
}
