package dev.claudeworker.storage.sql.group;

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
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.storage.sql.table.EdgeRow;
import dev.claudeworker.storage.sql.table.KeyMapper.KeyRow;
import dev.claudeworker.storage.sql.table.LabelRow;
import dev.claudeworker.storage.sql.table.StoredTask;
import dev.claudeworker.storage.sql.table.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Writes new tasks with their edges, once. */
final class SubmitUnit {

  private static final int LONGEST_KEY = 255;

  private final TaskSet tasks;
  private final Submissions submissions;
  private final TaskNumbers numbers;
  private final AccountSet accounts;
  private final RowWriter rows;
  private final EventBlock events;
  private final Texts texts;

  SubmitUnit(
      TaskSet tasks,
      Submissions submissions,
      TaskNumbers numbers,
      AccountSet accounts,
      RowWriter rows,
      EventBlock events,
      Texts texts) {
    this.tasks = tasks;
    this.submissions = submissions;
    this.numbers = numbers;
    this.accounts = accounts;
    this.rows = rows;
    this.events = events;
    this.texts = texts;
  }

  UnitResult apply(Unit.Submit submit) {
    return repeated(submit).or(() -> malformed(submit)).orElseGet(() -> write(submit));
  }

  private Optional<UnitResult> repeated(Unit.Submit submit) {
    return submit.key().flatMap(this::repeatedKey).or(() -> repeatedUuids(submit.tasks()));
  }

  private Optional<UnitResult> repeatedKey(IdempotencyKey key) {
    return submissions
        .find(key)
        .map(before -> before.requestHash().equals(key.requestHash())
            ? new AlreadyApplied(tasksOf(before))
            : new Refused(
                Refusal.KEY_REUSED, "the idempotency key '" + key.key() + "' was used for another request"));
  }

  private static List<TaskId> tasksOf(KeyRow row) {
    return LongStream.range(row.firstTask(), row.firstTask() + row.taskCount()).mapToObj(TaskId::new).toList();
  }

  private Optional<UnitResult> repeatedUuids(List<NewTask> submitted) {
    List<TaskId> known = submitted.stream().flatMap(task -> submissions.find(task.uuid()).stream()).toList();
    boolean all = !known.isEmpty() && known.size() == submitted.size();
    return all ? Optional.of(new AlreadyApplied(known)) : Optional.empty();
  }

  private Optional<UnitResult> malformed(Unit.Submit submit) {
    List<NewTask> submitted = submit.tasks();
    if (submit.into().isPresent()) {
      return Optional.of(Refusals.invalid("this storage keeps no orchestrations yet"));
    }
    if (submitted.isEmpty()) {
      return Optional.of(Refusals.invalid("a submission has at least one task"));
    }
    if (submit.key().filter(key -> key.key().isEmpty() || key.key().length() > LONGEST_KEY).isPresent()) {
      return Optional.of(Refusals.invalid("an idempotency key has 1 to " + LONGEST_KEY + " characters"));
    }
    long distinct = submitted.stream().map(NewTask::uuid).distinct().count();
    if (distinct < submitted.size()
        || submitted.stream().anyMatch(task -> submissions.find(task.uuid()).isPresent())) {
      return Optional.of(Refusals.invalid("the uuid of a submitted task is taken"));
    }
    for (int index = 0; index < submitted.size(); index++) {
      Optional<UnitResult> bad = badDependency(submitted.get(index).dependencies(), index);
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
        case Upstream.Existing(TaskId id) when tasks.get(id).isEmpty() -> {
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
    submissions.remember(submit.tasks(), ids);
    submit.key().ifPresent(key -> remember(key, submit.tasks().getFirst(), ids));
    return new Applied(ids);
  }

  private void remember(IdempotencyKey key, NewTask first, List<TaskId> ids) {
    KeyRow row = new KeyRow(
        key.project(), key.key(), key.requestHash(), ids.getFirst().value(), ids.size(), Precision.micros(first.at()));
    submissions.remember(row);
    rows.addKey(row);
  }

  private TaskId write(NewTask submitted, List<TaskId> earlier) {
    TaskId id = numbers.next();
    List<EdgeRow> edges = edges(id, submitted, earlier);
    List<TaskId> dependsOn = edges.stream().map(edge -> new TaskId(edge.upstream())).toList();
    Task task = TaskChanges.submitted(id, submitted, TaskPlace.ALONE.withUpstreams(dependsOn, edges.size()));
    int account = accounts.idOf(task.settings());
    int labelCount = task.settings().labels().size();
    tasks.add(new StoredTask(task, account, false, labelCount, edges.size()), edges);
    rows.addTexts(texts.of(id.value(), submitted.spec().input()));
    task.settings().labels().forEach((name, value) -> rows.addLabel(new LabelRow(id.value(), name, value)));
    rows.addEdges(edges);
    submitted.event().ifPresent(event -> events.add(event, task));
    return id;
  }

  private List<EdgeRow> edges(TaskId id, NewTask task, List<TaskId> earlier) {
    SortedMap<TaskId, EdgeCondition> upstreams = new TreeMap<>();
    task.dependencies().forEach(dependency -> upstreams.put(id(dependency.upstream(), earlier), dependency.on()));
    return upstreams.entrySet()
        .stream()
        .map(edge -> new EdgeRow(edge.getKey().value(), id.value(), edge.getValue(), status(edge.getKey())))
        .toList();
  }

  private TaskStatus status(TaskId upstream) {
    return tasks.get(upstream).orElseThrow().status();
  }

  private static TaskId id(Upstream upstream, List<TaskId> earlier) {
    return switch (upstream) {
      case Upstream.Existing(TaskId id) -> id;
      case Upstream.InSubmission(int index) -> earlier.get(index);
    };
  }
}
