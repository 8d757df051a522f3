package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.Lane;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.storage.sql.group.TaskSet.Entry;
import dev.claudeworker.storage.sql.table.LaneMapper;
import dev.claudeworker.storage.sql.table.LaneMapper.Advance;
import dev.claudeworker.storage.sql.table.LaneMapper.HeldTask;
import dev.claudeworker.storage.sql.table.Queues;
import dev.claudeworker.storage.sql.table.StoredTask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Gives places in lanes to tasks that become pending, takes them back from tasks that leave the queue, and lets those that
 * wait for them have what came free. A task takes its own lane's place first, then its orchestration's.
 */
final class Lanes {

  private static final Comparator<Task> CLAIM_ORDER =
      Comparator.comparingLong((Task task) -> task.state().claimOrder()).thenComparing(Task::id);

  private final LaneMapper mapper;
  private final LaneSet lanes;
  private final OrchestrationSet orchestrations;
  private final Runnable flush;

  Lanes(LaneMapper mapper, LaneSet lanes, OrchestrationSet orchestrations, Runnable flush) {
    this.mapper = mapper;
    this.lanes = lanes;
    this.orchestrations = orchestrations;
    this.flush = flush;
  }

  /** Decides for all changed tasks of a set; nothing is read if none of them has to do with a lane. */
  void place(TaskSet tasks) {
    List<Entry> moved = tasks.entries().stream().filter(Lanes::matters).toList();
    if (moved.isEmpty()) {
      return;
    }
    orchestrations.load(orchestrationsOf(moved));
    lanes.load(keysOf(moved));
    List<Task> entering = new ArrayList<>();
    for (Entry entry : moved) {
      entry.before().map(StoredTask::task).ifPresent(this::leave);
      entry.after().map(StoredTask::task).ifPresent(task -> {
        if (task.status() == TaskStatus.PENDING && !wasPending(entry)) {
          entering.add(task);
        } else {
          stay(tasks, task);
        }
      });
    }
    entering.sort(CLAIM_ORDER);
    entering.forEach(task -> tasks.place(task.id(), enter(task)));
  }

  /** Whether the task comes into the queue, or leaves it or its place. */
  private static boolean matters(Entry entry) {
    Optional<Task> task = entry.after().or(entry::before).map(StoredTask::task);
    return entry.changed()
        && task.filter(one -> one.settings().lane().isPresent() || one.place().orchestration().isPresent()).isPresent()
        && !entry.before().map(row -> row.task().status()).equals(entry.after().map(row -> row.task().status()));
  }

  private static boolean wasPending(Entry entry) {
    return entry.before().filter(row -> row.task().status() == TaskStatus.PENDING).isPresent();
  }

  private static Set<OrchestrationId> orchestrationsOf(List<Entry> entries) {
    Set<OrchestrationId> ids = new HashSet<>();
    entries.forEach(entry -> entry.after()
        .or(entry::before)
        .flatMap(row -> row.task().place().orchestration())
        .ifPresent(ids::add));
    return ids;
  }

  private Set<String> keysOf(List<Entry> entries) {
    Set<String> keys = new HashSet<>();
    for (Entry entry : entries) {
      Task task = entry.after().or(entry::before).orElseThrow().task();
      own(task).ifPresent(keys::add);
      ofOrchestration(task).ifPresent(keys::add);
    }
    return keys;
  }

  private static Optional<String> own(Task task) {
    return task.settings().lane().map(lane -> Queues.ofLane(lane.key()));
  }

  private Optional<String> ofOrchestration(Task task) {
    return task.place().orchestration().flatMap(this::ofOrchestration);
  }

  private Optional<String> ofOrchestration(OrchestrationId id) {
    return maxParallel(id).isPresent() ? Optional.of(Queues.ofOrchestration(id)) : Optional.empty();
  }

  private OptionalInt maxParallel(OrchestrationId id) {
    return orchestrations.get(id).map(row -> row.settings().maxParallel()).orElse(OptionalInt.empty());
  }

  /** Gives back what the task had. */
  private void leave(Task before) {
    own(before).ifPresent(key -> leave(key, Queues.hasOwnPlace(before), isHeld(before, Held.CONCURRENCY)));
    ofOrchestration(before)
        .ifPresent(key -> leave(key, Queues.hasAllPlaces(before), isHeld(before, Held.ORCHESTRATION_LIMIT)));
  }

  private void leave(String key, boolean held, boolean waited) {
    if (held) {
      lanes.take(key, -1);
    }
    if (waited) {
      lanes.wait(key, -1);
    }
  }

  private static boolean isHeld(Task task, Held reason) {
    return task.place().held().filter(reason::equals).isPresent();
  }

  /** A running task keeps its places; one that has left the queue is not held any more. */
  private void stay(TaskSet tasks, Task task) {
    if (task.status() == TaskStatus.RUNNING) {
      own(task).ifPresent(key -> lanes.take(key, 1));
      ofOrchestration(task).ifPresent(key -> lanes.take(key, 1));
    } else if (task.place().held().isPresent()) {
      tasks.place(task.id(), Optional.empty());
    }
  }

  /** Takes the places that are free; answers what the task is held for. */
  private Optional<Held> enter(Task task) {
    task.settings().lane().ifPresent(lane -> limit(lane));
    if (isPaused(task.place().orchestration())) {
      return Optional.of(Held.PAUSED);
    }
    Optional<String> own = own(task);
    if (own.isPresent() && !takes(own.get())) {
      return Optional.of(Held.CONCURRENCY);
    }
    return task.place().orchestration().flatMap(this::enterOrchestration);
  }

  private void limit(Lane lane) {
    lanes.setLimit(Queues.ofLane(lane.key()), lane.limit());
  }

  private boolean isPaused(Optional<OrchestrationId> id) {
    return id.flatMap(orchestrations::get)
        .map(Orchestration::status)
        .filter(OrchestrationStatus.PAUSED::equals)
        .isPresent();
  }

  private Optional<Held> enterOrchestration(OrchestrationId id) {
    OptionalInt maxParallel = maxParallel(id);
    if (maxParallel.isEmpty()) {
      return Optional.empty();
    }
    String key = Queues.ofOrchestration(id);
    lanes.load(Set.of(key));
    lanes.setLimit(key, maxParallel.getAsInt());
    return takes(key) ? Optional.empty() : Optional.of(Held.ORCHESTRATION_LIMIT);
  }

  /** Takes a place, or else waits for one. Nobody overtakes those who wait. */
  private boolean takes(String key) {
    boolean free = lanes.isFree(key);
    if (free) {
      lanes.take(key, 1);
    } else {
      lanes.wait(key, 1);
    }
    return free;
  }

  /** Lets those who wait have the free places, first in claim order first. What the group changed is written before. */
  void fill() {
    for (List<String> free = lanes.toFill(); !free.isEmpty(); free = lanes.toFill()) {
      // Lanes of tasks come first, because whoever gets one may wait for its orchestration's next.
      String key = free.getLast();
      flush.run();
      List<HeldTask> first = mapper.first(key, lanes.room(key));
      orchestrations.load(first.stream().flatMap(task -> task.orchestration().stream()).toList());
      first.forEach(task -> advance(task, key));
      if (first.isEmpty()) {
        throw new IllegalStateException("nobody waits in lane " + key);
      }
    }
  }

  private void advance(HeldTask task, String key) {
    lanes.wait(key, -1);
    lanes.take(key, 1);
    boolean wasOwn = task.laneKey().map(Queues::ofLane).filter(key::equals).isPresent();
    Optional<Held> held = wasOwn ? task.orchestration().flatMap(this::enterOrchestration) : Optional.empty();
    mapper.advance(new Advance(task, held));
  }
}
