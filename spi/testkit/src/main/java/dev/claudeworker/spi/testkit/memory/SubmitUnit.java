package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.AlreadyApplied;
import dev.claudeworker.spi.storage.UnitResult.Applied;
import dev.claudeworker.spi.storage.UnitResult.Refused;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.memory.EdgeTable.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes new tasks with their edges, once. */
final class SubmitUnit {

  private static final int LONGEST_KEY = 255;

  private final Tables tables;
  private final TaskWriter writer;

  SubmitUnit(Tables tables, TaskWriter writer) {
    this.tables = tables;
    this.writer = writer;
  }

  UnitResult apply(Unit.Submit submit) {
    return repeated(submit).or(() -> malformed(submit)).orElseGet(() -> write(submit));
  }

  private Optional<UnitResult> repeated(Unit.Submit submit) {
    return submit.key().flatMap(this::repeatedKey).or(() -> repeatedUuids(submit.tasks()));
  }

  private Optional<UnitResult> repeatedKey(IdempotencyKey key) {
    return tables.keys
        .find(key)
        .map(before -> before.requestHash().equals(key.requestHash())
            ? new AlreadyApplied(before.tasks())
            : keyReused(key));
  }

  private Optional<UnitResult> repeatedUuids(List<NewTask> tasks) {
    List<TaskId> known = tasks.stream().flatMap(task -> tables.tasks.idOf(task.uuid()).stream()).toList();
    boolean all = !known.isEmpty() && known.size() == tasks.size();
    return all ? Optional.of(new AlreadyApplied(known)) : Optional.empty();
  }

  private static UnitResult keyReused(IdempotencyKey key) {
    return new Refused(
        Refusal.KEY_REUSED, "the idempotency key '" + key.key() + "' was used for another request");
  }

  private Optional<UnitResult> malformed(Unit.Submit submit) {
    List<NewTask> tasks = submit.tasks();
    if (tasks.isEmpty()) {
      return Optional.of(Refusals.invalid("a submission has at least one task"));
    }
    if (submit.key().filter(key -> key.key().isEmpty() || key.key().length() > LONGEST_KEY).isPresent()) {
      return Optional.of(Refusals.invalid("an idempotency key has 1 to " + LONGEST_KEY + " characters"));
    }
    long distinct = tasks.stream().map(NewTask::uuid).distinct().count();
    if (distinct < tasks.size() || tasks.stream().anyMatch(task -> tables.tasks.idOf(task.uuid()).isPresent())) {
      return Optional.of(Refusals.invalid("the uuid of a submitted task is taken"));
    }
    for (int index = 0; index < tasks.size(); index++) {
      Optional<UnitResult> bad = badDependency(tasks.get(index).dependencies(), index);
      if (bad.isPresent()) {
        return bad;
      }
    }
    return Optional.empty();
  }

  private Optional<UnitResult> badDependency(List<Dependency> dependencies, int index) {
    if (dependencies.stream().map(Dependency::upstream).distinct().count() < dependencies.size()) {
      return Optional.of(Refusals.invalid("a task depends twice on the same upstream task"));
    }
    for (Dependency dependency : dependencies) {
      switch (dependency.upstream()) {
        case Upstream.Existing(TaskId id) when tables.tasks.get(id).isEmpty() -> {
          return Optional.of(Refusals.notFound(id));
        }
        case Upstream.InSubmission(int place) when place < 0 || place >= index -> {
          return Optional.of(Refusals.invalid("a task depends on an earlier one of its submission, not on " + place));
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private UnitResult write(Unit.Submit submit) {
    List<TaskId> ids = new ArrayList<>();
    submit.tasks().forEach(task -> ids.add(write(task, ids)));
    submit.key().ifPresent(key -> tables.keys.remember(key, ids));
    return new Applied(ids);
  }

  private TaskId write(NewTask task, List<TaskId> earlier) {
    TaskId id = tables.tasks.nextId();
    SortedMap<TaskId, EdgeCondition> upstreams = new TreeMap<>();
    task.dependencies().forEach(dependency -> upstreams.put(id(dependency.upstream(), earlier), dependency.on()));
    int unmet = (int) upstreams.keySet().stream().filter(upstream -> !ended(upstream)).count();
    Task row = TaskChanges.submitted(id, task, List.copyOf(upstreams.keySet()), unmet);
    tables.tasks.put(row);
    tables.inputs.put(id, task.spec().input());
    upstreams.forEach((upstream, on) -> tables.edges.add(new Edge(upstream, id, on)));
    tables.events.add(task.event(), row);
    if (unmet < upstreams.size()) {
      writer.resolvedAtSubmission(id);
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
