package dev.claudeworker.storage.sql.table;

import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Completes task rows with their labels and upstream tasks: at most one more statement each, however many tasks. */
public final class TaskLoader {

  private final SideMapper sides;

  /** A loader that reads with these statements. */
  public TaskLoader(SideMapper sides) {
    this.sides = sides;
  }

  /** The same tasks with labels and upstream tasks. */
  public List<StoredTask> complete(List<StoredTask> rows) {
    return complete(rows, upstreams(rows));
  }

  /** The same tasks with labels, and with upstream tasks that were read before. */
  public List<StoredTask> complete(List<StoredTask> rows, List<EdgeRow> edges) {
    Map<Long, Map<String, String>> labels = labels(rows);
    if (labels.isEmpty() && edges.isEmpty()) {
      return rows;
    }
    Map<Long, List<TaskId>> upstreams = new HashMap<>();
    edges.forEach(edge -> upstreams.computeIfAbsent(edge.downstream(), id -> new ArrayList<>())
        .add(new TaskId(edge.upstream())));
    return rows.stream()
        .map(row -> row.completed(
            labels.getOrDefault(row.task().id().value(), Map.of()),
            upstreams.getOrDefault(row.task().id().value(), List.of())))
        .toList();
  }

  /** What these tasks wait or waited for. */
  public List<EdgeRow> upstreams(List<StoredTask> rows) {
    long[] ids = ids(rows.stream().filter(row -> row.upstreamCount() > 0).map(StoredTask::task).map(Task::id).toList());
    return IdChunks.read(ids, sides::upstreams);
  }

  private Map<Long, Map<String, String>> labels(List<StoredTask> rows) {
    long[] ids = ids(rows.stream().filter(row -> row.labelCount() > 0).map(StoredTask::task).map(Task::id).toList());
    Map<Long, Map<String, String>> labels = new HashMap<>();
    IdChunks.read(ids, sides::labels)
        .forEach(label -> labels.computeIfAbsent(label.task(), id -> new HashMap<>()).put(label.name(), label.value()));
    return labels;
  }

  /** Ids as a parameter. */
  public static long[] ids(Collection<TaskId> ids) {
    return ids.stream().mapToLong(TaskId::value).toArray();
  }
}
