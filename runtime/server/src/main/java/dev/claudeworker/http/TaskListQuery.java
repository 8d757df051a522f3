package dev.claudeworker.http;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the filters of {@code GET /tasks}. */
final class TaskListQuery {

  static final int DEFAULT_LIMIT = 50;
  static final int MAX_LIMIT = 1_000;

  private TaskListQuery() {}

  static TaskFilter read(Map<String, List<String>> query) {
    var reader = new QueryReader(query);
    Set<TaskStatus> statuses = statuses(reader);
    Map<String, String> labels = labels(reader);
    Optional<OrchestrationId> orchestration =
        reader.integer("orchestration_id", 1, Long.MAX_VALUE).map(OrchestrationId::new);
    Optional<TaskId> before = reader.text("cursor").flatMap(text -> taskOf(text, reader));
    int limit = reader.integer("limit", 1, MAX_LIMIT).map(Math::toIntExact).orElse(DEFAULT_LIMIT);
    reader.finish();
    return new TaskFilter(TaskSettings.DEFAULT_PROJECT, statuses, labels, orchestration, before, limit);
  }

  private static Set<TaskStatus> statuses(QueryReader reader) {
    Set<TaskStatus> statuses = EnumSet.noneOf(TaskStatus.class);
    for (String word : reader.list("status")) {
      TaskStatus.ofWord(word)
          .ifPresentOrElse(statuses::add, () -> reader.bad("status", "'" + word + "' is no state; known: "
              + Arrays.stream(TaskStatus.values()).map(TaskStatus::word).collect(Collectors.joining(", ")) + "."));
    }
    return statuses;
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
