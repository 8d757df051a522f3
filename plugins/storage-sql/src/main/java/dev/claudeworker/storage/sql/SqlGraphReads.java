package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.GraphReads;
import dev.claudeworker.spi.storage.OrchestrationFilter;
import dev.claudeworker.spi.storage.OrchestrationPage;
import dev.claudeworker.spi.storage.OrchestrationTask;
import dev.claudeworker.spi.storage.RelatedTasks;
import dev.claudeworker.spi.storage.TaskDependencies;
import dev.claudeworker.spi.storage.TaskDependencies.Edge;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.storage.sql.table.GraphMapper;
import dev.claudeworker.storage.sql.table.IdChunks;
import dev.claudeworker.storage.sql.table.OrchestrationListQuery;
import dev.claudeworker.storage.sql.table.OrchestrationMapper.NamedTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything that is read about orchestrations and dependencies. */
final class SqlGraphReads implements GraphReads {

  private final Reader reader;
  private final EventReads events;

  SqlGraphReads(Reader reader, EventReads events) {
    this.reader = reader;
    this.events = events;
  }

  @Override
  public Optional<Orchestration> orchestration(OrchestrationId id) {
    return reader.read(mappers -> Optional.ofNullable(mappers.orchestrations().find(id.value())));
  }

  /** The head is read first, so the page shows at least what happened up to there. */
  @Override
  public OrchestrationPage orchestrations(OrchestrationFilter filter) {
    return reader.read(mappers -> {
      long asOf = events.head(mappers);
      List<Orchestration> found = OrchestrationListQuery.of(filter)
          .stream()
          .flatMap(query -> mappers.orchestrations().list(query).stream())
          .sorted(Comparator.comparing(Orchestration::id).reversed())
          .limit(filter.limit() + 1L)
          .toList();
      boolean more = found.size() > filter.limit();
      return new OrchestrationPage(more ? found.subList(0, filter.limit()) : found, more, asOf);
    });
  }

  @Override
  public List<Orchestration> due(Instant now, int limit) {
    return reader.read(mappers -> mappers.orchestrations().due(now, limit));
  }

  @Override
  public List<OrchestrationTask> tasks(OrchestrationId id, Optional<TaskId> after, int limit) {
    return reader.read(mappers -> {
      GraphMapper graphs = mappers.graphs();
      List<OrchestrationTask> rows = graphs.tasks(id.value(), after.map(TaskId::value).orElse(0L), limit);
      if (rows.isEmpty()) {
        return rows;
      }
      Map<TaskId, List<TaskId>> upstreams = new HashMap<>();
      graphs.edges(id.value(), rows.getFirst().id().value(), rows.getLast().id().value())
          .forEach(edge -> upstreams.computeIfAbsent(edge.downstream(), key -> new ArrayList<>()).add(edge.upstream()));
      upstreams.values().forEach(list -> list.sort(Comparator.naturalOrder()));
      return rows.stream().map(row -> row.dependingOn(upstreams.getOrDefault(row.id(), List.of()))).toList();
    });
  }

  @Override
  public Map<String, TaskId> identifiers(OrchestrationId id, Set<String> identifiers) {
    String[] names = identifiers.toArray(String[]::new);
    return reader.read(mappers -> IdChunks.read(names, part -> mappers.orchestrations().named(id.value(), part)))
        .stream()
        .collect(Collectors.toMap(NamedTask::identifier, NamedTask::id));
  }

  @Override
  public TaskDependencies dependencies(TaskId task, int limit) {
    return reader.read(mappers -> {
      List<Edge> upstream = mappers.graphs().upstream(task.value());
      List<Edge> dependents = mappers.graphs().dependents(task.value(), limit + 1);
      boolean more = dependents.size() > limit;
      return new TaskDependencies(upstream, more ? dependents.subList(0, limit) : dependents, more);
    });
  }

  @Override
  public RelatedTasks related(TaskId task, Direction direction, int limit) {
    return reader.read(mappers -> new RelatedSearch(mappers.graphs(), direction).from(task, limit));
  }

  @Override
  public List<TaskId> laneHolders(String key, int limit) {
    return reader.read(mappers -> mappers.lanes().holders(key, limit)).stream().map(TaskId::new).toList();
  }
}
