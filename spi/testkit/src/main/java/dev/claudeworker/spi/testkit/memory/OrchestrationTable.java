package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The orchestrations with their tasks and their names; keeps the counts true. Remembers which orchestrations were touched:
 * they are what the rule is asked about.
 */
final class OrchestrationTable {

  private static final TaskId FIRST = new TaskId(1);
  private static final TaskId LAST = new TaskId(Long.MAX_VALUE);

  private final Table<OrchestrationId, Orchestration> rows;
  private final Table<UUID, OrchestrationId> byUuid;
  private final Table<Member, TaskId> members;
  private final Table<Name, TaskId> names;
  private final Set<OrchestrationId> touched = new TreeSet<>();
  private long lastId;

  private record Member(OrchestrationId orchestration, TaskId task) implements Comparable<Member> {

    private static final Comparator<Member> ORDER =
        Comparator.comparing(Member::orchestration).thenComparing(Member::task);

    @Override
    public int compareTo(Member other) {
      return ORDER.compare(this, other);
    }
  }

  private record Name(OrchestrationId orchestration, String identifier) implements Comparable<Name> {

    private static final Comparator<Name> ORDER =
        Comparator.comparing(Name::orchestration).thenComparing(Name::identifier);

    @Override
    public int compareTo(Name other) {
      return ORDER.compare(this, other);
    }
  }

  OrchestrationTable(Journal journal) {
    rows = new Table<>(journal);
    byUuid = new Table<>(journal);
    members = new Table<>(journal);
    names = new Table<>(journal);
  }

  /** A number that was never given before; not even a rollback gives it back. */
  OrchestrationId nextId() {
    lastId++;
    return new OrchestrationId(lastId);
  }

  long lastId() {
    return lastId;
  }

  /** The next number comes after this one. */
  void raiseLastId(long last) {
    lastId = Math.max(lastId, last);
  }

  Optional<Orchestration> get(OrchestrationId id) {
    return rows.get(id);
  }

  Optional<Orchestration> of(Task task) {
    return task.place().orchestration().flatMap(rows::get);
  }

  Optional<OrchestrationId> idOf(UUID uuid) {
    return byUuid.get(uuid);
  }

  /** All orchestrations, the oldest first. */
  Collection<Orchestration> all() {
    return rows.all();
  }

  Stream<Orchestration> due(Instant now) {
    return rows.all()
        .stream()
        .filter(row -> row.times().deadline().filter(deadline -> !deadline.isAfter(now)).isPresent())
        .sorted(Comparator.comparing(row -> row.times().deadline().orElseThrow()));
  }

  void put(Orchestration orchestration) {
    rows.put(orchestration.id(), orchestration);
    byUuid.put(orchestration.uuid(), orchestration.id());
  }

  /** Removes one that has no tasks. */
  void remove(Orchestration orchestration) {
    rows.remove(orchestration.id());
    byUuid.remove(orchestration.uuid());
    touched.remove(orchestration.id());
  }

  /** The tasks of an orchestration with a larger id, by id. */
  List<TaskId> tasksOf(OrchestrationId id, Optional<TaskId> after) {
    TaskId first = after.map(bound -> new TaskId(bound.value() + 1)).orElse(FIRST);
    return members.between(new Member(id, first), new Member(id, LAST));
  }

  Optional<TaskId> named(OrchestrationId id, String identifier) {
    return names.get(new Name(id, identifier));
  }

  /** Takes note of a task that changes: counts it, and enters or removes it. */
  void changed(Optional<Task> before, Optional<Task> after) {
    if (before.map(Task::status).equals(after.map(Task::status))) {
      return;
    }
    before.ifPresent(task -> count(task, -1));
    after.ifPresent(task -> count(task, 1));
    if (before.isEmpty() || after.isEmpty()) {
      before.or(() -> after).ifPresent(task -> enter(task, after.map(Task::id)));
    }
  }

  private void count(Task task, int by) {
    of(task).ifPresent(row -> {
      rows.put(row.id(), OrchestrationChanges.counted(row, task.status(), by));
      touched.add(row.id());
    });
  }

  private void enter(Task task, Optional<TaskId> value) {
    task.place().orchestration().ifPresent(id -> {
      members.put(new Member(id, task.id()), value);
      task.place().identifier().ifPresent(name -> names.put(new Name(id, name), value));
    });
  }

  void touch(OrchestrationId id) {
    touched.add(id);
  }

  /** The orchestrations touched since the last call, by id. */
  Set<OrchestrationId> takeTouched() {
    Set<OrchestrationId> taken = new TreeSet<>(touched);
    touched.clear();
    return taken;
  }
}
