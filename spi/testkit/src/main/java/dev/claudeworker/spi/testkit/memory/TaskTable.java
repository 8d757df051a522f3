package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The task rows with their indexes (uuid, queue, due times, lanes) and the counts by state; every write can be undone. */
final class TaskTable {

  private final TreeMap<TaskId, Task> rows = new TreeMap<>();
  private final Map<UUID, TaskId> byUuid = new HashMap<>();
  private final NavigableSet<Queued> queue = new TreeSet<>(Queued.ORDER);
  private final NavigableSet<Due> dueTimes = new TreeSet<>(Due.ORDER);
  private final Map<TaskStatus, Long> counts = new EnumMap<>(TaskStatus.class);
  private final LaneTable lanes = new LaneTable();
  private final OrchestrationTable orchestrations;
  private final Journal journal;
  private long lastId;

  /** The place of a pending task. */
  record Queued(long claimOrder, TaskId id) {
    static final Comparator<Queued> ORDER =
        Comparator.comparingLong(Queued::claimOrder).thenComparing(Queued::id);

    static Queued of(Task task) {
      return new Queued(task.state().claimOrder(), task.id());
    }
  }

  /** The time of a waiting task. */
  record Due(Instant at, TaskId id) {
    static final Comparator<Due> ORDER = Comparator.comparing(Due::at).thenComparing(Due::id);
  }

  TaskTable(Journal journal, OrchestrationTable orchestrations) {
    this.journal = journal;
    this.orchestrations = orchestrations;
    for (TaskStatus status : TaskStatus.values()) {
      counts.put(status, 0L);
    }
  }

  /** A number that was never given before; not even a rollback gives it back. */
  TaskId nextId() {
    lastId++;
    return new TaskId(lastId);
  }

  long lastId() {
    return lastId;
  }

  /** The next number comes after this one. */
  void raiseLastId(long last) {
    lastId = Math.max(lastId, last);
  }

  Optional<Task> get(TaskId id) {
    return Optional.ofNullable(rows.get(id));
  }

  Optional<TaskId> idOf(UUID uuid) {
    return Optional.ofNullable(byUuid.get(uuid));
  }

  /** All tasks by id. */
  Collection<Task> all() {
    return Collections.unmodifiableCollection(rows.values());
  }

  /** All tasks with a smaller id, largest first. */
  Collection<Task> before(Optional<TaskId> id) {
    return id.map(bound -> rows.headMap(bound, false).descendingMap().values())
        .orElseGet(() -> rows.descendingMap().values());
  }

  NavigableSet<Queued> queue() {
    return Collections.unmodifiableNavigableSet(queue);
  }

  NavigableSet<Due> dueTimes() {
    return Collections.unmodifiableNavigableSet(dueTimes);
  }

  LaneTable lanes() {
    return lanes;
  }

  Map<TaskStatus, Long> counts() {
    return Map.copyOf(counts);
  }

  void put(Task task) {
    replace(task.id(), Optional.of(task));
  }

  void remove(TaskId id) {
    replace(id, Optional.empty());
  }

  private void replace(TaskId id, Optional<Task> after) {
    Optional<Task> before = get(id);
    set(id, before, after);
    orchestrations.changed(before, after);
    journal.record(() -> set(id, after, before));
  }

  private void set(TaskId id, Optional<Task> from, Optional<Task> to) {
    from.ifPresent(this::leaveIndexes);
    to.ifPresentOrElse(task -> rows.put(id, task), () -> rows.remove(id));
    to.ifPresent(this::enterIndexes);
  }

  private void leaveIndexes(Task task) {
    byUuid.remove(task.uuid());
    queue.remove(Queued.of(task));
    lanes.leave(task);
    task.times().due().ifPresent(at -> dueTimes.remove(new Due(at, task.id())));
    counts.merge(task.status(), -1L, Long::sum);
  }

  private void enterIndexes(Task task) {
    byUuid.put(task.uuid(), task.id());
    counts.merge(task.status(), 1L, Long::sum);
    lanes.enter(task);
    if (task.status() == TaskStatus.PENDING && task.place().held().isEmpty()) {
      queue.add(Queued.of(task));
    }
    if (task.status() == TaskStatus.WAITING) {
      task.times().due().ifPresent(at -> dueTimes.add(new Due(at, task.id())));
    }
  }
}
