package dev.claudeworker.storage.sql.group;

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
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.storage.sql.table.EdgeRow;
import dev.claudeworker.storage.sql.table.KeyMapper.KeyRow;
import dev.claudeworker.storage.sql.table.LabelRow;
import dev.claudeworker.storage.sql.table.StoredTask;
import dev.claudeworker.storage.sql.table.TaskMapper.KnownUuid;
import dev.claudeworker.storage.sql.table.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Writes new tasks with their edges, once. */
final class SubmitUnit {

  private final TaskSet tasks;
  private final Submissions submissions;
  private final SubmissionCheck check;
  private final OrchestrationSet orchestrations;
  private final Numbers numbers;
  private final Numbers orchestrationNumbers;
  private final AccountSet accounts;
  private final RowWriter rows;
  private final EventBlock events;
  private final Texts texts;

  SubmitUnit(
      TaskSet tasks,
      Submissions submissions,
      OrchestrationSet orchestrations,
      Numbers numbers,
      Numbers orchestrationNumbers,
      AccountSet accounts,
      RowWriter rows,
      EventBlock events,
      Texts texts) {
    this.tasks = tasks;
    this.submissions = submissions;
    this.orchestrations = orchestrations;
    this.numbers = numbers;
    this.orchestrationNumbers = orchestrationNumbers;
    this.accounts = accounts;
    this.rows = rows;
    this.events = events;
    this.texts = texts;
    check = new SubmissionCheck(tasks, submissions, orchestrations);
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
    return submissions
        .find(key)
        .map(before -> before.requestHash().equals(key.requestHash())
            ? new AlreadyApplied(tasksOf(before), before.orchestration())
            : new Refused(
                Refusal.KEY_REUSED, "the idempotency key '" + key.key() + "' was used for another request"));
  }

  private static List<TaskId> tasksOf(KeyRow row) {
    return LongStream.range(row.firstTask(), row.firstTask() + row.taskCount()).mapToObj(TaskId::new).toList();
  }

  private Optional<UnitResult> repeatedOrchestration(SubmissionTarget into, int count) {
    return into instanceof SubmissionTarget.NewOrchestration submitted
        ? orchestrations.idOf(submitted.uuid())
            .map(id -> new AlreadyApplied(submissions.firstTasks(id, count), Optional.of(id)))
        : Optional.empty();
  }

  private Optional<UnitResult> repeatedUuids(List<NewTask> submitted) {
    List<KnownUuid> known = submitted.stream().flatMap(task -> submissions.find(task.uuid()).stream()).toList();
    boolean all = !known.isEmpty() && known.size() == submitted.size();
    return all
        ? Optional.of(
            new AlreadyApplied(known.stream().map(KnownUuid::id).toList(), known.getFirst().orchestration()))
        : Optional.empty();
  }

  private UnitResult write(Unit.Submit submit) {
    Optional<OrchestrationId> orchestration = submit.into().map(this::open);
    List<TaskId> ids = new ArrayList<>();
    boolean whole = orchestration.isPresent() && FollowingTask.isWhole(submit.tasks());
    for (NewTask task : submit.tasks()) {
      boolean follows = whole && FollowingTask.isFollowing(task);
      ids.add(follows ? follow(task, ids, orchestration.orElseThrow()) : write(task, ids, orchestration));
    }
    submissions.remember(submit.tasks(), ids, orchestration);
    submit.key().ifPresent(key -> remember(key, submit.tasks().getFirst(), ids, orchestration));
    return new Applied(ids, orchestration);
  }

  private OrchestrationId open(SubmissionTarget into) {
    return switch (into) {
      case SubmissionTarget.NewOrchestration submitted -> {
        OrchestrationId id = new OrchestrationId(orchestrationNumbers.next());
        orchestrations.add(OrchestrationChanges.submitted(id, submitted));
        events.add(into.event(), id);
        yield id;
      }
      case SubmissionTarget.Existing existing -> {
        OrchestrationId id = existing.orchestration();
        orchestrations.put(OrchestrationChanges.tasksAdded(orchestrations.get(id).orElseThrow()));
        orchestrations.touch(id);
        events.add(into.event(), id);
        yield id;
      }
    };
  }

  private void remember(
      IdempotencyKey key, NewTask first, List<TaskId> ids, Optional<OrchestrationId> orchestration) {
    KeyRow row = new KeyRow(
        key.project(),
        key.key(),
        key.requestHash(),
        ids.getFirst().value(),
        ids.size(),
        Precision.micros(first.at()),
        orchestration);
    submissions.remember(row);
    rows.addKey(row);
  }

  private TaskId follow(NewTask submitted, List<TaskId> ids, OrchestrationId orchestration) {
    TaskId id = new TaskId(numbers.next());
    orchestrations.count(orchestration, submitted.status(), 1);
    rows.addFollowing(new FollowingTask(id, submitted, ids, orchestration));
    return id;
  }

  private TaskId write(NewTask submitted, List<TaskId> earlier, Optional<OrchestrationId> orchestration) {
    TaskId id = new TaskId(numbers.next());
    List<EdgeRow> edges = edges(id, submitted, earlier);
    TaskPlace place = new TaskPlace(
        orchestration,
        submitted.identifier(),
        edges.stream().map(edge -> new TaskId(edge.upstream())).toList(),
        edges.size(),
        Optional.empty(),
        submitted.continueFrom().map(upstream -> id(upstream, earlier)),
        Optional.empty());
    Task task = TaskChanges.submitted(id, submitted, place);
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
    SortedMap<TaskId, Dependency> upstreams = new TreeMap<>();
    task.dependencies().forEach(dependency -> upstreams.put(id(dependency.upstream(), earlier), dependency));
    return upstreams.entrySet().stream().map(edge -> edge(edge.getKey(), id, edge.getValue())).toList();
  }

  private EdgeRow edge(TaskId upstream, TaskId downstream, Dependency dependency) {
    return new EdgeRow(
        upstream.value(),
        downstream.value(),
        dependency.on(),
        dependency.ifBroken(),
        Optional.empty(),
        status(upstream));
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
