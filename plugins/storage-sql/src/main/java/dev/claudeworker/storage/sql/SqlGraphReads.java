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

  /** So many tasks are read by one statement: H2 keeps larger results in a file. */
  private static final int PAGE = 1_000;

  private final Reader reader;
  private final EventReads events;
  private final VisibleTasks visible;

  SqlGraphReads(Reader reader, EventReads events, VisibleTasks visible) {
    this.reader = reader;
    this.events = events;
    this.visible = visible;
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
      List<OrchestrationTask> tasks = new ArrayList<>();
      long last = after.map(TaskId::value).orElse(0L);
      int room;
      List<OrchestrationTask> page;
      do {
        room = Math.min(PAGE, limit - tasks.size());
        page = visible.of(mappers.graphs().tasks(id.value(), last, room), OrchestrationTask::id);
        if (!page.isEmpty()) {
          tasks.addAll(withUpstreams(page, mappers.graphs(), id));
          last = page.getLast().id().value();
        }
      } while (page.size() == room && tasks.size() < limit);
      return tasks;
    });
  }

  private static List<OrchestrationTask> withUpstreams(
      List<OrchestrationTask> rows, GraphMapper graphs, OrchestrationId id) {
    long first = rows.getFirst().id().value();
    long last = rows.getLast().id().value();
    boolean together = last - first == rows.size() - 1;
    Map<TaskId, List<TaskId>> upstreams = new HashMap<>();
    (together ? graphs.edgesBetween(first, last) : graphs.edges(id.value(), first, last))
        .forEach(edge -> upstreams.computeIfAbsent(edge.downstream(), key -> new ArrayList<>()).add(edge.upstream()));
    upstreams.values().forEach(list -> list.sort(Comparator.naturalOrder()));
    return rows.stream().map(row -> row.dependingOn(upstreams.getOrDefault(row.id(), List.of()))).toList();
  }

  @Override
  public Map<String, TaskId> identifiers(OrchestrationId id, Set<String> identifiers) {
    String[] names = identifiers.toArray(String[]::new);
    return reader.read(
        mappers -> visible.of(
            IdChunks.read(names, part -> mappers.orchestrations().named(id.value(), part)), NamedTask::id))
        .stream()
        .collect(Collectors.toMap(NamedTask::identifier, NamedTask::id));
  }

  @Override
  public TaskDependencies dependencies(TaskId task, int limit) {
    return reader.read(mappers -> {
      if (!visible.shows(task)) {
        return new TaskDependencies(List.of(), List.of(), false);
      }
      List<Edge> upstream = mappers.graphs().upstream(task.value());
      List<Edge> dependents = mappers.graphs().dependents(task.value(), limit + 1);
      boolean more = dependents.size() > limit;
      return new TaskDependencies(upstream, more ? dependents.subList(0, limit) : dependents, more);
    });
  }

  @Override
  public RelatedTasks related(TaskId task, Direction direction, int limit) {
    return reader.read(
        mappers -> visible.shows(task)
            ? new RelatedSearch(mappers.graphs(), direction).from(task, limit)
            : new RelatedTasks(List.of(), false));
  }

  @Override
  public List<TaskId> laneHolders(String key, int limit) {
    return reader.read(mappers -> mappers.lanes().holders(key, limit)).stream().map(TaskId::new).toList();
  }
}
