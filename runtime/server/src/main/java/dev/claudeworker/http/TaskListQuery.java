package dev.claudeworker.http;

import dev.claudeworker.plugins.NearestName;
import dev.claudeworker.queue.TaskView;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tasks {@code GET /tasks} asks for.
 *
 * @param filter what the storage looks up by its indexes
 * @param executor only tasks of this executor; not indexed, so {@link TaskSearch} looks through a bounded number of tasks
 * @param name only tasks with this text in their name, whatever the case; likewise
 */
record TaskListQuery(TaskFilter filter, Optional<String> executor, Optional<String> name) {

  static final int DEFAULT_LIMIT = 50;
  static final int MAX_LIMIT = 1_000;

  static TaskListQuery read(Map<String, List<String>> query) {
    var reader = new QueryReader(query);
    Set<TaskStatus> statuses = statuses(reader);
    Map<String, String> labels = labels(reader);
    Optional<OrchestrationId> orchestration =
        reader.integer("orchestration_id", 1, Long.MAX_VALUE).map(OrchestrationId::new);
    Optional<TaskId> parent = reader.integer("parent_task_id", 1, Long.MAX_VALUE).map(TaskId::new);
    Optional<TaskId> before = reader.text("cursor").flatMap(text -> taskOf(text, reader));
    int limit = reader.integer("limit", 1, MAX_LIMIT).map(Math::toIntExact).orElse(DEFAULT_LIMIT);
    Optional<String> executor = reader.text("executor");
    Optional<String> name = reader.text("name").map(text -> text.toLowerCase(Locale.ROOT));
    reader.finish();
    var filter = new TaskFilter(TaskSettings.DEFAULT_PROJECT, statuses, labels, orchestration, parent, before,
        limit);
    return new TaskListQuery(filter, executor, name);
  }

  /** Whether the storage's indexes answer it alone. */
  boolean isIndexed() {
    return executor.isEmpty() && name.isEmpty();
  }

  boolean matches(TaskView view) {
    TaskSettings settings = view.task().settings();
    return executor.map(settings.executor()::equals).orElse(true)
        && name.map(text -> settings.name().orElse("").toLowerCase(Locale.ROOT).contains(text)).orElse(true);
  }

  /** The storage's part of it for the next page of candidates. */
  TaskFilter after(Optional<TaskId> last, int size) {
    return new TaskFilter(filter.project(), filter.statuses(), filter.labels(), filter.orchestration(),
        filter.parent(), last.or(filter::before), size);
  }

  private static Set<TaskStatus> statuses(QueryReader reader) {
    Set<TaskStatus> statuses = EnumSet.noneOf(TaskStatus.class);
    for (String word : reader.list("status")) {
      TaskStatus.ofWord(word)
          .ifPresentOrElse(statuses::add, () -> reader.bad("status", noState(word)));
    }
    return statuses;
  }

  private static String noState(String word) {
    List<String> known = Arrays.stream(TaskStatus.values()).map(TaskStatus::word).toList();
    String nearest =
        NearestName.suggestion(word, known).map(near -> " Did you mean '" + near + "'?").orElse("");
    return "'" + word + "' is no state; known: " + String.join(", ", known) + "." + nearest;
  }

  private static Map<String, String> labels(QueryReader reader) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String label : reader.all("label")) {
      int equals = label.indexOf('=');
      if (equals < 1) {
        reader.bad("label", "must be written as name=value.");
      } else {
        labels.put(label.substring(0, equals), label.substring(equals + 1));
      }
    }
    return labels;
  }

  /** A cursor is opaque to clients, so that it can change. */
  static String cursor(TaskId last) {
    return BeforeCursor.of(last.value());
  }

  private static Optional<TaskId> taskOf(String cursor, QueryReader reader) {
    return BeforeCursor.read(cursor, reader).map(TaskId::new);
  }
}
