package dev.claudeworker.http;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.storage.OrchestrationFilter;
import dev.claudeworker.spi.task.TaskSettings;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the filters of {@code GET /orchestrations}. */
final class OrchestrationListQuery {

  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 1_000;

  private OrchestrationListQuery() {}

  static OrchestrationFilter read(Map<String, List<String>> query) {
    var reader = new QueryReader(query);
    Set<OrchestrationStatus> statuses = EnumSet.noneOf(OrchestrationStatus.class);
    for (String word : reader.list("status")) {
      OrchestrationStatus.ofWord(word)
          .ifPresentOrElse(statuses::add, () -> reader.bad("status", "'" + word + "' is no state; known: "
              + Arrays.stream(OrchestrationStatus.values())
                  .map(OrchestrationStatus::word)
                  .collect(Collectors.joining(", "))
              + "."));
    }
    Optional<OrchestrationId> before =
        reader.text("cursor").flatMap(text -> BeforeCursor.read(text, reader)).map(OrchestrationId::new);
    int limit = reader.integer("limit", 1, MAX_LIMIT).map(Math::toIntExact).orElse(DEFAULT_LIMIT);
    reader.finish();
    return new OrchestrationFilter(TaskSettings.DEFAULT_PROJECT, statuses, before, limit);
  }

  static String cursor(OrchestrationId last) {
    return BeforeCursor.of(last.value());
  }
}
