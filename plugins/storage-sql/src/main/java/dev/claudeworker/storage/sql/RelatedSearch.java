package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.storage.GraphReads.Direction;
import dev.claudeworker.spi.storage.RelatedTasks;
import dev.claudeworker.spi.storage.RelatedTasks.Related;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.storage.sql.table.GraphMapper;
import dev.claudeworker.storage.sql.table.GraphMapper.EdgeEnds;
import dev.claudeworker.storage.sql.table.IdChunks;
import dev.claudeworker.storage.sql.table.TaskLoader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Follows edges from a task, level by level, until enough tasks were found: one statement a level, so that a task that can be
 * reached on many ways is still found once.
 */
final class RelatedSearch {

  private final GraphMapper graphs;
  private final Direction direction;

  RelatedSearch(GraphMapper graphs, Direction direction) {
    this.graphs = graphs;
    this.direction = direction;
  }

  RelatedTasks from(TaskId task, int limit) {
    Map<TaskId, Integer> distances = new LinkedHashMap<>(Map.of(task, 0));
    Set<TaskId> level = new TreeSet<>(Set.of(task));
    // The task itself is among the distances, so there is one more than were found.
    for (int distance = 1; !level.isEmpty() && distances.size() <= limit + 1; distance++) {
      level = next(level);
      level.removeAll(distances.keySet());
      for (TaskId id : level) {
        distances.put(id, distance);
      }
    }
    distances.remove(task);
    boolean more = distances.size() > limit;
    return new RelatedTasks(shown(distances, limit), more);
  }

  private Set<TaskId> next(Collection<TaskId> level) {
    long[] ids = TaskLoader.ids(level);
    return switch (direction) {
      case UP -> ends(IdChunks.read(ids, graphs::edgesUp), EdgeEnds::upstream);
      case DOWN -> ends(IdChunks.read(ids, graphs::edgesDown), EdgeEnds::downstream);
    };
  }

  private static Set<TaskId> ends(List<EdgeEnds> edges, Function<EdgeEnds, TaskId> end) {
    return edges.stream().map(end).collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Related> shown(Map<TaskId, Integer> distances, int limit) {
    List<TaskId> ids = distances.keySet().stream().limit(limit).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<TaskId, Related> rows = IdChunks.read(TaskLoader.ids(ids), graphs::reached)
        .stream()
        .collect(Collectors.toMap(Related::task, Function.identity()));
    List<Related> shown = new ArrayList<>();
    for (TaskId id : ids) {
      Related row = rows.get(id);
      if (row != null) {
        shown.add(new Related(id, row.identifier(), row.status(), distances.getOrDefault(id, 0)));
      }
    }
    return shown;
  }
}
