package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.storage.sql.table.IdChunks;
import dev.claudeworker.storage.sql.table.Queues;
import dev.claudeworker.storage.sql.table.RestMapper;
import dev.claudeworker.storage.sql.table.RestMapper.RestTask;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The places of many tasks of one orchestration: given back at once, or waited for at once. */
final class RestPlaces {

  private final RestMapper mapper;
  private final LaneSet lanes;
  private final OrchestrationSet orchestrations;

  RestPlaces(RestMapper mapper, LaneSet lanes, OrchestrationSet orchestrations) {
    this.mapper = mapper;
    this.lanes = lanes;
    this.orchestrations = orchestrations;
  }

  /** Pending tasks give back what they have and stand in no queue any more. */
  void leave(OrchestrationId id, List<RestTask> tasks) {
    List<RestTask> pending = tasks.stream().filter(task -> task.status() == TaskStatus.PENDING).toList();
    lanes.load(keys(id, pending));
    for (RestTask task : pending) {
      boolean hasAll = task.held().isEmpty();
      boolean isLimited = isHeld(task, Held.ORCHESTRATION_LIMIT);
      task.laneKey()
          .map(Queues::ofLane)
          .ifPresent(key -> leave(key, hasAll || isLimited, isHeld(task, Held.CONCURRENCY)));
      if (isLimited(id)) {
        leave(Queues.ofOrchestration(id), hasAll, isLimited);
      }
    }
  }

  private static boolean isHeld(RestTask task, Held reason) {
    return task.held().filter(reason::equals).isPresent();
  }

  private void leave(String key, boolean held, boolean waited) {
    if (held) {
      lanes.take(key, -1);
    } else if (waited) {
      lanes.wait(key, -1);
    }
  }

  private Set<String> keys(OrchestrationId id, List<RestTask> tasks) {
    Set<String> keys = new HashSet<>();
    tasks.forEach(task -> task.laneKey().map(Queues::ofLane).ifPresent(keys::add));
    if (isLimited(id) && !tasks.isEmpty()) {
      keys.add(Queues.ofOrchestration(id));
    }
    return keys;
  }

  private boolean isLimited(OrchestrationId id) {
    return orchestrations.get(id).filter(row -> row.settings().maxParallel().isPresent()).isPresent();
  }

  /** Tasks that became pending, or whose pause is over, stand in line for what they need. */
  void enter(OrchestrationId id, List<RestTask> tasks) {
    lanes.load(keys(id, tasks));
    Optional<OrchestrationStatus> status = orchestrations.get(id).map(Orchestration::status);
    if (status.equals(Optional.of(OrchestrationStatus.PAUSED))) {
      IdChunks.write(ids(tasks), mapper::holdPaused);
      return;
    }
    List<RestTask> inLanes = tasks.stream().filter(task -> task.laneKey().isPresent()).toList();
    inLanes.forEach(this::waitForLane);
    IdChunks.write(ids(inLanes), mapper::holdForLane);
    List<RestTask> others = tasks.stream().filter(task -> task.laneKey().isEmpty()).toList();
    if (isLimited(id)) {
      others.forEach(task -> lanes.wait(Queues.ofOrchestration(id), 1));
      setLimit(id);
      IdChunks.write(ids(others), mapper::holdForOrchestration);
    } else {
      IdChunks.write(ids(others), mapper::makeClaimable);
    }
  }

  private void waitForLane(RestTask task) {
    String key = task.laneKey().map(Queues::ofLane).orElseThrow();
    task.laneLimit().ifPresent(limit -> lanes.setLimit(key, limit));
    lanes.wait(key, 1);
  }

  private void setLimit(OrchestrationId id) {
    orchestrations.get(id)
        .ifPresent(row -> row.settings()
            .maxParallel()
            .ifPresent(limit -> lanes.setLimit(Queues.ofOrchestration(id), limit)));
  }

  static long[] ids(List<RestTask> tasks) {
    return tasks.stream().mapToLong(RestTask::id).toArray();
  }
}
