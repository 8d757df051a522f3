package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.TaskCounts;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.storage.sql.table.OrchestrationMapper;
import dev.claudeworker.storage.sql.table.OrchestrationRow;
import dev.claudeworker.storage.sql.table.OrchestrationUpdate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The orchestrations that a group has to do with: read and locked when they are needed, counted and changed in memory,
 * written at the end. Whatever has no orchestration costs nothing here.
 */
final class OrchestrationSet {

  private final OrchestrationMapper mapper;
  private final Map<OrchestrationId, Orchestration> rows = new TreeMap<>();
  private final Map<UUID, OrchestrationId> byUuid = new HashMap<>();
  private final Set<OrchestrationId> created = new TreeSet<>();

  /** How counts change, of orchestrations that are not read yet, too. */
  private final Map<OrchestrationId, TaskCounts> changes = new TreeMap<>();

  private final Set<OrchestrationId> changed = new TreeSet<>();
  private final Set<OrchestrationId> touched = new TreeSet<>();
  private final Set<OrchestrationId> removed = new TreeSet<>();

  OrchestrationSet(OrchestrationMapper mapper) {
    this.mapper = mapper;
  }

  /** Reads and locks those that are not loaded yet. */
  void load(Collection<OrchestrationId> ids) {
    Set<OrchestrationId> missing = new TreeSet<>(ids);
    missing.removeAll(rows.keySet());
    missing.removeAll(removed);
    if (!missing.isEmpty()) {
      mapper.lock(missing.stream().mapToLong(OrchestrationId::value).toArray()).forEach(this::loaded);
    }
  }

  /** Finds those that were submitted before. */
  void loadKnown(Collection<UUID> uuids) {
    if (!uuids.isEmpty()) {
      mapper.known(uuids.toArray(UUID[]::new)).forEach(this::loaded);
    }
  }

  private void loaded(Orchestration row) {
    rows.putIfAbsent(row.id(), row);
    byUuid.put(row.uuid(), row.id());
  }

  /** An orchestration as it stands in this group; empty if there is none or it was not loaded. */
  Optional<Orchestration> get(OrchestrationId id) {
    return Optional.ofNullable(rows.get(id)).map(row -> {
      TaskCounts counts = row.counts().plus(changes.getOrDefault(id, TaskCounts.NONE));
      return OrchestrationChanges.withCounts(row, counts);
    });
  }

  /** Removes a loaded one that has no tasks. */
  void remove(OrchestrationId id) {
    rows.remove(id);
    touched.remove(id);
    removed.add(id);
  }

  Optional<Orchestration> of(Task task) {
    return task.place().orchestration().flatMap(this::get);
  }

  Optional<OrchestrationId> idOf(UUID uuid) {
    return Optional.ofNullable(byUuid.get(uuid));
  }

  void add(Orchestration row) {
    loaded(row);
    created.add(row.id());
    touched.add(row.id());
  }

  /** Changes a loaded orchestration, but not its counts. */
  void put(Orchestration row) {
    rows.computeIfPresent(row.id(), (id, before) -> OrchestrationChanges.withCounts(row, before.counts()));
    changed.add(row.id());
  }

  /** The rule is to be asked about an orchestration. */
  void touch(OrchestrationId id) {
    touched.add(id);
  }

  /** Takes note that a task changes. */
  void count(Optional<Task> before, Optional<Task> after) {
    if (!before.map(Task::status).equals(after.map(Task::status))) {
      before.ifPresent(task -> task.place().orchestration().ifPresent(id -> count(id, task.status(), -1)));
      after.ifPresent(task -> task.place().orchestration().ifPresent(id -> count(id, task.status(), 1)));
    }
  }

  /** So many tasks more (or less) of an orchestration are in a state. */
  void count(OrchestrationId id, TaskStatus status, int by) {
    changes.put(id, changes.getOrDefault(id, TaskCounts.NONE).plus(status, by));
    touched.add(id);
  }

  /** The orchestrations touched since the last call, by id. */
  Set<OrchestrationId> takeTouched() {
    Set<OrchestrationId> taken = new TreeSet<>(touched);
    touched.clear();
    return taken;
  }

  void write() {
    load(changes.keySet());
    changed.addAll(changes.keySet());
    changed.addAll(created);
    for (OrchestrationId id : changed) {
      get(id).ifPresent(row -> {
        if (created.contains(id)) {
          mapper.insert(new OrchestrationRow(row));
        } else {
          mapper.update(new OrchestrationUpdate(row));
        }
      });
    }
    removed.forEach(id -> mapper.delete(id.value()));
  }
}
