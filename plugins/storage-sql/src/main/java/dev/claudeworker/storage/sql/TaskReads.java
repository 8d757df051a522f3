package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.storage.RunningAttempt;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.storage.TaskPage;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.storage.sql.table.AttemptRow;
import dev.claudeworker.storage.sql.table.IdChunks;
import dev.claudeworker.storage.sql.table.Mappers;
import dev.claudeworker.storage.sql.table.StoredTask;
import dev.claudeworker.storage.sql.table.TaskListQuery;
import dev.claudeworker.storage.sql.table.TaskLoader;
import dev.claudeworker.storage.sql.table.TaskMapper.Moment;
import dev.claudeworker.storage.sql.table.TextKind;
import dev.claudeworker.storage.sql.table.Texts;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that is read about tasks. */
final class TaskReads {

  private final Reader reader;
  private final Texts texts;
  private final EventReads events;
  private final VisibleTasks visible;

  TaskReads(Reader reader, Texts texts, EventReads events, VisibleTasks visible) {
    this.reader = reader;
    this.texts = texts;
    this.events = events;
    this.visible = visible;
  }

  Optional<Task> find(TaskId id) {
    return reader.read(mappers -> load(mappers, id));
  }

  List<Task> find(List<TaskId> ids) {
    TreeSet<TaskId> sorted = new TreeSet<>(ids);
    return reader.read(mappers -> {
      long[] shown = TaskLoader.ids(visible.of(List.copyOf(sorted), Function.identity()));
      return tasks(mappers, IdChunks.read(shown, mappers.tasks()::find));
    });
  }

  private Optional<Task> load(Mappers mappers, TaskId id) {
    return visible.shows(id)
        ? tasks(mappers, mappers.tasks().find(new long[] {id.value()})).stream().findFirst()
        : Optional.empty();
  }

  private static List<Task> tasks(Mappers mappers, List<StoredTask> rows) {
    return new TaskLoader(mappers.sides()).complete(rows).stream().map(StoredTask::task).toList();
  }

  Optional<TaskInput> input(TaskId id) {
    return reader.read(mappers -> load(mappers, id).map(task -> texts.input(task, inputTexts(mappers, id))));
  }

  private static Map<TextKind, String> inputTexts(Mappers mappers, TaskId id) {
    return Texts.join(mappers.sides().inputs(new long[] {id.value()})).getOrDefault(id, Map.of());
  }

  Optional<Continuation> continuation(TaskId id) {
    return reader.read(mappers -> load(mappers, id)
        .flatMap(task -> task.state().resumeReference())
        .map(reference -> new Continuation(
            reference, Optional.ofNullable(inputTexts(mappers, id).get(TextKind.RESUME_TEXT)))));
  }

  Optional<TaskResult> result(TaskId id) {
    return reader.read(mappers -> load(mappers, id)
        .flatMap(task -> task.state().result())
        .map(summary -> texts.result(
            summary, Texts.join(mappers.sides().result(id.value())).getOrDefault(id, Map.of()))));
  }

  List<Attempt> attempts(TaskId id) {
    return reader.read(mappers -> mappers.attempts().ofTask(id.value()).stream().map(AttemptRow::attempt).toList());
  }

  /** The head is read first, so the page shows at least what happened up to there. */
  TaskPage list(TaskFilter filter) {
    return reader.read(mappers -> {
      long asOf = events.head(mappers);
      List<StoredTask> rows = mappers.tasks().list(TaskListQuery.of(filter, visible.last()));
      boolean more = rows.size() > filter.limit();
      return new TaskPage(tasks(mappers, more ? rows.subList(0, filter.limit()) : rows), more, asOf);
    });
  }

  List<Task> due(Instant now, int limit) {
    return reader.read(
        mappers -> tasks(mappers, visible.of(mappers.tasks().due(now, limit), row -> row.task().id())));
  }

  Optional<Instant> nextDue() {
    return reader.read(mappers -> Stream.of(mappers.tasks().nextDue(), mappers.orchestrations().nextDue())
        .flatMap(Stream::ofNullable)
        .map(Moment::at)
        .min(Comparator.naturalOrder()));
  }

  List<RunningAttempt> running(Optional<String> server, Instant now) {
    return reader.read(mappers -> {
      List<AttemptRow> attempts =
          server.map(mappers.attempts()::runningOn).orElseGet(() -> mappers.attempts().expired(now));
      long[] ids = attempts.stream().mapToLong(AttemptRow::task).toArray();
      Map<TaskId, Task> tasks = tasks(mappers, mappers.tasks().find(ids)).stream()
          .collect(Collectors.toMap(Task::id, Function.identity()));
      return attempts.stream()
          .flatMap(row -> Optional.ofNullable(tasks.get(row.attempt().task()))
              .stream()
              .map(task -> new RunningAttempt(task, row.attempt(), row.lease())))
          .toList();
    });
  }

  Map<TaskStatus, Long> counts() {
    Map<TaskStatus, Long> counts = new EnumMap<>(TaskStatus.class);
    for (TaskStatus status : TaskStatus.values()) {
      counts.put(status, 0L);
    }
    reader.read(mappers -> mappers.accounts().counts())
        .forEach(count -> counts.merge(count.status(), count.tasks(), Long::sum));
    return counts;
  }
}
