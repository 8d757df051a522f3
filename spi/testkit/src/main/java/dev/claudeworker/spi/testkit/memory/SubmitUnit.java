package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.SubmissionTarget;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.AlreadyApplied;
import dev.claudeworker.spi.storage.UnitResult.Applied;
import dev.claudeworker.spi.storage.UnitResult.Refused;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.testkit.memory.EdgeTable.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes new tasks with their edges and their orchestration, once. */
final class SubmitUnit {

  private final Tables tables;
  private final TaskWriter writer;
  private final SubmissionCheck check;

  SubmitUnit(Tables tables, TaskWriter writer) {
    this.tables = tables;
    this.writer = writer;
    this.check = new SubmissionCheck(tables);
  }

  UnitResult apply(Unit.Submit submit) {
    return repeated(submit).or(() -> check.refused(submit)).orElseGet(() -> write(submit));
  }

  private Optional<UnitResult> repeated(Unit.Submit submit) {
    return submit.key()
        .flatMap(this::repeatedKey)
        .or(() -> submit.into().flatMap(into -> repeatedOrchestration(into, submit.tasks().size())))
        .or(() -> repeatedUuids(submit.tasks()));
  }

  private Optional<UnitResult> repeatedKey(IdempotencyKey key) {
    return tables.keys
        .find(key)
        .map(before -> before.requestHash().equals(key.requestHash())
            ? new AlreadyApplied(before.tasks(), before.orchestration())
            : keyReused(key));
  }

  private Optional<UnitResult> repeatedOrchestration(SubmissionTarget into, int count) {
    return into instanceof SubmissionTarget.NewOrchestration submitted
        ? tables.orchestrations.idOf(submitted.uuid())
            .map(id -> new AlreadyApplied(firstTasks(id, count), Optional.of(id)))
        : Optional.empty();
  }

  private List<TaskId> firstTasks(OrchestrationId id, int count) {
    return tables.orchestrations.tasksOf(id, Optional.empty()).stream().limit(count).toList();
  }

  private Optional<UnitResult> repeatedUuids(List<NewTask> tasks) {
    List<TaskId> known = tasks.stream().flatMap(task -> tables.tasks.idOf(task.uuid()).stream()).toList();
    boolean all = !known.isEmpty() && known.size() == tasks.size();
    return all ? Optional.of(new AlreadyApplied(known, orchestrationOf(known.getFirst()))) : Optional.empty();
  }

  private Optional<OrchestrationId> orchestrationOf(TaskId id) {
    return tables.tasks.get(id).flatMap(task -> task.place().orchestration());
  }

  private static UnitResult keyReused(IdempotencyKey key) {
    return new Refused(
        Refusal.KEY_REUSED, "the idempotency key '" + key.key() + "' was used for another request");
  }

  private UnitResult write(Unit.Submit submit) {
    Optional<OrchestrationId> orchestration = submit.into().map(this::open);
    List<TaskId> ids = new ArrayList<>();
    submit.tasks().forEach(task -> ids.add(write(task, ids, orchestration)));
    Applied applied = new Applied(ids, orchestration);
    submit.key().ifPresent(key -> tables.keys.remember(key, applied, submit.tasks().getFirst().at()));
    return applied;
  }

  private OrchestrationId open(SubmissionTarget into) {
    Orchestration row = switch (into) {
      case SubmissionTarget.NewOrchestration submitted -> OrchestrationChanges
          .submitted(tables.orchestrations.nextId(), submitted);
      case SubmissionTarget.Existing existing -> OrchestrationChanges
          .tasksAdded(tables.orchestrations.get(existing.orchestration()).orElseThrow());
    };
    tables.orchestrations.put(row);
    tables.orchestrations.touch(row.id());
    tables.events.add(into.event(), row.id());
    return row.id();
  }

  private TaskId write(NewTask task, List<TaskId> earlier, Optional<OrchestrationId> orchestration) {
    TaskId id = tables.tasks.nextId();
    SortedMap<TaskId, Dependency> upstreams = new TreeMap<>();
    task.dependencies().forEach(dependency -> upstreams.put(id(dependency.upstream(), earlier), dependency));
    int unmet = (int) upstreams.keySet().stream().filter(upstream -> !ended(upstream)).count();
    TaskPlace place = new TaskPlace(
        orchestration,
        task.identifier(),
        List.copyOf(upstreams.keySet()),
        unmet,
        Optional.empty(),
        task.continueFrom().map(upstream -> id(upstream, earlier)),
        Optional.empty());
    Task row = writer.add(TaskChanges.submitted(id, task, place));
    tables.inputs.put(id, task.spec().input());
    upstreams.forEach((upstream, edge) -> tables.edges.add(
        new Edge(upstream, id, edge.on(), edge.ifBroken(), row.times().created())));
    task.event().ifPresent(event -> tables.events.add(event, row));
    if (unmet < upstreams.size()) {
      writer.ask(id);
    }
    return id;
  }

  private static TaskId id(Upstream upstream, List<TaskId> earlier) {
    return switch (upstream) {
      case Upstream.Existing(TaskId id) -> id;
      case Upstream.InSubmission(int index) -> earlier.get(index);
    };
  }

  private boolean ended(TaskId id) {
    return tables.tasks.get(id).filter(task -> task.status().isFinal()).isPresent();
  }
}
