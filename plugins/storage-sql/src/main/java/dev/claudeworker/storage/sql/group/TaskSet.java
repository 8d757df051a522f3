package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.storage.sql.table.EdgeRow;
import dev.claudeworker.storage.sql.table.IdChunks;
import dev.claudeworker.storage.sql.table.Mappers;
import dev.claudeworker.storage.sql.table.StoredTask;
import dev.claudeworker.storage.sql.table.TaskLoader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The task rows that a group has to do with: read and locked in the order of ids, changed in memory, written in sets at
 * the end. Whoever asks for a task must have loaded it.
 */
final class TaskSet {

  private final Mappers mappers;
  private final TaskLoader loader;
  private final Map<TaskId, Entry> entries = new TreeMap<>();
  private final Map<TaskId, List<EdgeRow>> upstreams = new HashMap<>();
  private final Set<TaskId> rewired = new TreeSet<>();
  private final OrchestrationSet orchestrations;

  /** A row as it was read (empty = it is new) and as it shall stand (empty = there is none). */
  record Entry(Optional<StoredTask> before, Optional<StoredTask> after, boolean changed) {

    static Entry read(Optional<StoredTask> row) {
      return new Entry(row, row, false);
    }

    Entry change(Optional<StoredTask> row) {
      return new Entry(before, row, true);
    }

    /** Whether the task ended (or came back) since it was read; a new task has done neither. */
    boolean finalityChanged() {
      return before.isPresent() && after.isPresent() && isFinal(before.get()) != isFinal(after.get());
    }

    private static boolean isFinal(StoredTask row) {
      return row.task().status().isFinal();
    }
  }

  TaskSet(Mappers mappers, OrchestrationSet orchestrations) {
    this.orchestrations = orchestrations;
    this.mappers = mappers;
    this.loader = new TaskLoader(mappers.sides());
  }

  /** Reads and locks those of the tasks that are not loaded yet. */
  void load(Collection<TaskId> ids) {
    Collection<TaskId> missing = new TreeSet<>(ids);
    missing.removeAll(entries.keySet());
    if (missing.isEmpty()) {
      return;
    }
    List<StoredTask> rows = IdChunks.read(TaskLoader.ids(missing), mappers.tasks()::lock);
    List<EdgeRow> edges = loader.upstreams(rows);
    edges.forEach(this::addEdge);
    for (StoredTask row : loader.complete(rows, edges)) {
      entries.put(row.task().id(), Entry.read(Optional.of(row)));
    }
    missing.forEach(id -> entries.putIfAbsent(id, Entry.read(Optional.empty())));
  }

  private void addEdge(EdgeRow edge) {
    upstreams.computeIfAbsent(new TaskId(edge.downstream()), id -> new ArrayList<>()).add(edge);
  }

  Optional<StoredTask> row(TaskId id) {
    return Optional.ofNullable(entries.get(id))
        .orElseThrow(() -> new IllegalStateException("task " + id + " was not loaded"))
        .after();
  }

  Optional<Task> get(TaskId id) {
    return row(id).map(StoredTask::task);
  }

  /** The task if it is loaded and there. */
  Optional<Task> ifLoaded(TaskId id) {
    return Optional.ofNullable(entries.get(id)).flatMap(Entry::after).map(StoredTask::task);
  }

  void put(Task task) {
    StoredTask row = row(task.id()).orElseThrow();
    put(row.with(task, row.resumeText()));
  }

  void put(StoredTask row) {
    replace(row.task().id(), Optional.of(row));
  }

  private void replace(TaskId id, Optional<StoredTask> row) {
    entries.computeIfPresent(id, (key, entry) -> {
      orchestrations.count(entry.after().map(StoredTask::task), row.map(StoredTask::task));
      return entry.change(row);
    });
  }

  /** Says what a changed task is held for. */
  void place(TaskId id, Optional<Held> held) {
    put(TaskChanges.withHeld(get(id).orElseThrow(), held));
  }

  /** Gives a task other upstream tasks. What it still waits for is counted when all units were applied. */
  void rewire(TaskId id, List<EdgeRow> edges) {
    upstreams.put(id, new ArrayList<>(edges));
    rewired.add(id);
    List<TaskId> ids = edges.stream().map(edge -> new TaskId(edge.upstream())).toList();
    put(TaskChanges.withUpstreams(get(id).orElseThrow(), ids, ids.size()));
  }

  /** The tasks that got other upstream tasks. */
  Set<TaskId> rewired() {
    return rewired;
  }

  void add(StoredTask row, List<EdgeRow> edges) {
    entries.put(row.task().id(), new Entry(Optional.empty(), Optional.of(row), true));
    orchestrations.count(Optional.empty(), Optional.of(row.task()));
    edges.forEach(this::addEdge);
  }

  void remove(TaskId id) {
    replace(id, Optional.empty());
    upstreams.values().forEach(edges -> edges.removeIf(edge -> edge.upstream() == id.value()));
    upstreams.remove(id);
  }

  /** What a loaded task waits or waited for, by upstream id. */
  List<EdgeRow> upstreamsOf(TaskId id) {
    return upstreams.getOrDefault(id, List.of());
  }

  /** All rows, by id. */
  Collection<Entry> entries() {
    return entries.values();
  }
}
