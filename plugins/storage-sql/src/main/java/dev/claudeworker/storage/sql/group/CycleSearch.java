package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.storage.sql.table.EdgeRow;
import dev.claudeworker.storage.sql.table.GraphMapper;
import dev.claudeworker.storage.sql.table.GraphMapper.EdgeEnds;
import dev.claudeworker.storage.sql.table.IdChunks;
import dev.claudeworker.storage.sql.table.OrchestrationMapper.NamedTask;
import dev.claudeworker.storage.sql.table.TaskLoader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks whether an edge would close a cycle. Most edges lead from a task to one with a larger number, and a way along such
 * edges never comes back to a smaller number; so only tasks between the two are looked at, or, where edges lead back, those
 * above the lowest of them. The cost does not grow with the graph.
 */
final class CycleSearch {

  private final TaskSet tasks;
  private final GraphMapper mapper;
  private OptionalLong lowestBackward = OptionalLong.empty();

  CycleSearch(TaskSet tasks, GraphMapper mapper) {
    this.tasks = tasks;
    this.mapper = mapper;
  }

  /** An edge was added in this group. */
  void added(EdgeRow edge) {
    if (edge.upstream() > edge.downstream()) {
      lowestBackward = OptionalLong.of(Math.min(lowestBackward(), edge.downstream()));
    }
  }

  private long lowestBackward() {
    long lowest = lowestBackward.orElseGet(() -> Optional.ofNullable(mapper.lowestBackward()).orElse(Long.MAX_VALUE));
    lowestBackward = OptionalLong.of(lowest);
    return lowest;
  }

  /** The cycle that an edge would close, in words. */
  Optional<String> closedBy(TaskId upstream, TaskId downstream) {
    long lowest = Math.min(downstream.value(), lowestBackward());
    Map<TaskId, TaskId> next = new HashMap<>();
    Set<TaskId> seen = new TreeSet<>(Set.of(upstream));
    Set<TaskId> level = new TreeSet<>(seen);
    while (!seen.contains(downstream) && !level.isEmpty()) {
      Set<TaskId> above = new TreeSet<>();
      for (EdgeEnds edge : edgesTo(level)) {
        if (edge.upstream().value() >= lowest && seen.add(edge.upstream())) {
          next.put(edge.upstream(), edge.downstream());
          above.add(edge.upstream());
        }
      }
      level = above;
    }
    return seen.contains(downstream) ? Optional.of(names(follow(next, downstream))) : Optional.empty();
  }

  /** As this group has them, else as they are stored. */
  private List<EdgeEnds> edgesTo(Collection<TaskId> level) {
    List<EdgeEnds> edges = new ArrayList<>();
    List<TaskId> stored = new ArrayList<>();
    for (TaskId id : level) {
      if (tasks.ifLoaded(id).isPresent()) {
        tasks.upstreamsOf(id).forEach(edge -> edges.add(new EdgeEnds(new TaskId(edge.upstream()), id)));
      } else {
        stored.add(id);
      }
    }
    edges.addAll(IdChunks.read(TaskLoader.ids(stored), mapper::edgesUp));
    return edges;
  }

  private static List<TaskId> follow(Map<TaskId, TaskId> next, TaskId first) {
    List<TaskId> path = new ArrayList<>(List.of(first));
    for (TaskId id = next.get(first); id != null; id = next.get(id)) {
      path.add(id);
    }
    path.add(first);
    return path;
  }

  private String names(List<TaskId> path) {
    Map<TaskId, String> names = IdChunks.read(TaskLoader.ids(path), mapper::names)
        .stream()
        .filter(named -> named.identifier() != null)
        .collect(Collectors.toMap(NamedTask::id, NamedTask::identifier));
    return path.stream().map(id -> names.getOrDefault(id, id.toString())).collect(Collectors.joining(" -> "));
  }
}
