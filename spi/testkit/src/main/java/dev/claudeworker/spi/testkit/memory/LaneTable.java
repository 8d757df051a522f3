package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.Lane;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.memory.TaskTable.Queued;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who has a place in which lane, and who waits for one: an index of the task rows, entered and left with them. Remembers the
 * lanes in which a place may have come free or somebody waits anew.
 */
final class LaneTable {

  private final Map<LaneKey, Places> lanes = new TreeMap<>();
  private final Set<LaneKey> changed = new TreeSet<>();

  /** Names a lane. Lanes of tasks come before those of orchestrations, as tasks take their places in this order. */
  record LaneKey(boolean ofOrchestration, String key) implements Comparable<LaneKey> {

    static LaneKey of(Lane lane) {
      return new LaneKey(false, lane.key());
    }

    static LaneKey of(OrchestrationId orchestration) {
      return new LaneKey(true, orchestration.toString());
    }

    @Override
    public int compareTo(LaneKey other) {
      int kind = Boolean.compare(ofOrchestration, other.ofOrchestration);
      return kind != 0 ? kind : key.compareTo(other.key);
    }
  }

  private record Places(NavigableSet<TaskId> holders, NavigableSet<Queued> waiting) {

    static Places empty() {
      return new Places(new TreeSet<>(), new TreeSet<>(Queued.ORDER));
    }
  }

  void enter(Task task) {
    own(task).ifPresent(lane -> enter(lane, task, holdsOwn(task), Held.CONCURRENCY));
    orchestration(task).ifPresent(lane -> enter(lane, task, holdsBoth(task), Held.ORCHESTRATION_LIMIT));
  }

  private void enter(LaneKey lane, Task task, boolean holds, Held waits) {
    if (holds) {
      places(lane).holders().add(task.id());
    }
    if (task.place().held().filter(waits::equals).isPresent()) {
      places(lane).waiting().add(Queued.of(task));
      changed.add(lane);
    }
  }

  void leave(Task task) {
    own(task).ifPresent(lane -> leave(lane, task));
    orchestration(task).ifPresent(lane -> leave(lane, task));
  }

  private void leave(LaneKey lane, Task task) {
    Places places = places(lane);
    places.waiting().remove(Queued.of(task));
    if (places.holders().remove(task.id())) {
      changed.add(lane);
    }
    if (places.holders().isEmpty() && places.waiting().isEmpty()) {
      lanes.remove(lane);
    }
  }

  private static boolean holdsBoth(Task task) {
    boolean active = task.status() == TaskStatus.PENDING || task.status() == TaskStatus.RUNNING;
    return active && task.place().held().isEmpty();
  }

  private static boolean holdsOwn(Task task) {
    return holdsBoth(task) || task.place().held().filter(Held.ORCHESTRATION_LIMIT::equals).isPresent();
  }

  private static Optional<LaneKey> own(Task task) {
    return task.settings().lane().map(LaneKey::of);
  }

  private static Optional<LaneKey> orchestration(Task task) {
    return task.place().orchestration().map(LaneKey::of);
  }

  private Places places(LaneKey lane) {
    return lanes.computeIfAbsent(lane, key -> Places.empty());
  }

  private Places known(LaneKey lane) {
    return lanes.getOrDefault(lane, Places.empty());
  }

  int taken(LaneKey lane) {
    return known(lane).holders().size();
  }

  /** Who waits first. */
  Optional<TaskId> first(LaneKey lane) {
    return known(lane).waiting().stream().findFirst().map(Queued::id);
  }

  List<TaskId> holders(String key, int limit) {
    return known(new LaneKey(false, key)).holders().stream().limit(limit).toList();
  }

  /** The lanes in which something changed since the last call, those of tasks first. */
  Set<LaneKey> takeChanged() {
    Set<LaneKey> taken = new TreeSet<>(changed);
    changed.clear();
    return taken;
  }
}
