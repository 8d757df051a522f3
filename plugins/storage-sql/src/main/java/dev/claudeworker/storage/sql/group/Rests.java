package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.RestMove;
import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.storage.sql.table.GraphMapper;
import dev.claudeworker.storage.sql.table.GraphMapper.EdgeEnds;
import dev.claudeworker.storage.sql.table.IdChunks;
import dev.claudeworker.storage.sql.table.Mappers;
import dev.claudeworker.storage.sql.table.RestMapper;
import dev.claudeworker.storage.sql.table.RestMapper.RestTask;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a move of an orchestration does to its tasks: a few statements for all of them. Everything that the group changed in
 * memory must be written before.
 */
final class Rests {

  private final RestMapper mapper;
  private final GraphMapper graphs;
  private final RestPlaces places;
  private final AccountSet accounts;
  private final OrchestrationSet orchestrations;
  private final EventBlock events;
  private final Runnable flush;

  Rests(
      Mappers mappers,
      RestPlaces places,
      AccountSet accounts,
      OrchestrationSet orchestrations,
      EventBlock events,
      Runnable flush) {
    this.mapper = mappers.rests();
    this.graphs = mappers.graphs();
    this.places = places;
    this.accounts = accounts;
    this.orchestrations = orchestrations;
    this.events = events;
    this.flush = flush;
  }

  /**
   * Moves the tasks.
   *
   * @return the tasks about which the rule is to be asked
   */
  Set<TaskId> apply(RestMove rest, OrchestrationId id, Instant at) {
    flush.run();
    Set<TaskId> toAsk = switch (rest) {
      case RestMove.Cancel cancel -> cancel(cancel, id, Precision.micros(at));
      case RestMove.Hold hold -> hold(id);
      case RestMove.Release release -> release(id);
      case RestMove.Retry retry -> retry(retry, id);
    };
    flush.run();
    return toAsk;
  }

  private Set<TaskId> cancel(RestMove.Cancel cancel, OrchestrationId id, Instant at) {
    List<RestTask> active = mapper.tasks(id.value(), TaskStatus.PENDING, TaskStatus.WAITING, TaskStatus.RUNNING);
    List<RestTask> ended = active.stream().filter(task -> task.status() != TaskStatus.RUNNING).toList();
    places.leave(id, ended);
    IdChunks.write(RestPlaces.ids(ended), ids -> mapper.cancel(ids, at));
    ended.forEach(task -> moved(id, task, TaskStatus.CANCELLED, cancel.taskEvent()));
    cancel.runningEvent().ifPresent(event -> {
      List<RestTask> running =
          active.stream().filter(task -> task.status() == TaskStatus.RUNNING && !task.cancelRequested()).toList();
      IdChunks.write(RestPlaces.ids(running), mapper::requestCancel);
      running.forEach(task -> events.add(event, new TaskId(task.id()), id));
    });
    Set<TaskId> dependents = countDependents(ended);
    active.forEach(task -> dependents.remove(new TaskId(task.id())));
    return dependents;
  }

  private void moved(OrchestrationId id, RestTask task, TaskStatus to, EventDraft event) {
    count(id, task, to);
    events.add(event, new TaskId(task.id()), id);
  }

  private void count(OrchestrationId id, RestTask task, TaskStatus to) {
    accounts.count(task.account(), task.status(), -1);
    accounts.count(task.account(), to, 1);
    orchestrations.count(id, task.status(), -1);
    orchestrations.count(id, to, 1);
  }

  /** Counts anew what everything waits for that depends on these tasks; answers the dependents. */
  private Set<TaskId> countDependents(List<RestTask> upstreams) {
    flush.run();
    Set<TaskId> dependents = new TreeSet<>();
    IdChunks.read(RestPlaces.ids(upstreams), graphs::edgesDown)
        .stream()
        .map(EdgeEnds::downstream)
        .forEach(dependents::add);
    IdChunks.write(dependents.stream().mapToLong(TaskId::value).toArray(), mapper::countUnmet);
    return dependents;
  }

  private Set<TaskId> hold(OrchestrationId id) {
    List<RestTask> free = pending(id).stream().filter(task -> !isPaused(task)).toList();
    places.leave(id, free);
    IdChunks.write(RestPlaces.ids(free), mapper::hold);
    return Set.of();
  }

  private List<RestTask> pending(OrchestrationId id) {
    return mapper.tasks(id.value(), TaskStatus.PENDING, TaskStatus.PENDING, TaskStatus.PENDING);
  }

  private static boolean isPaused(RestTask task) {
    return task.held().filter(Held.PAUSED::equals).isPresent();
  }

  private Set<TaskId> release(OrchestrationId id) {
    places.enter(id, pending(id).stream().filter(Rests::isPaused).toList());
    return Set.of();
  }

  private Set<TaskId> retry(RestMove.Retry retry, OrchestrationId id) {
    List<RestTask> ended = mapper.tasks(id.value(), TaskStatus.FAILED, TaskStatus.SKIPPED, TaskStatus.CANCELLED);
    long[] ids = RestPlaces.ids(ended);
    IdChunks.write(ids, part -> mapper.retry(part, retry.claimOrder()));
    IdChunks.write(ids, mapper::deleteResumeTexts);
    countDependents(ended);
    IdChunks.write(ids, mapper::countUnmet);
    flush.run();
    Set<Long> broken = new HashSet<>(IdChunks.read(ids, mapper::broken));
    Set<Long> free = new HashSet<>(IdChunks.read(ids, mapper::free));
    free.removeAll(broken);
    List<RestTask> released = ended.stream().filter(task -> free.contains(task.id())).toList();
    IdChunks.write(RestPlaces.ids(released), mapper::release);
    places.enter(id, released);
    ended.forEach(task -> moved(
        id, task, free.contains(task.id()) ? TaskStatus.PENDING : TaskStatus.WAITING, retry.taskEvent()));
    Set<TaskId> toAsk = new TreeSet<>();
    broken.forEach(task -> toAsk.add(new TaskId(task)));
    return toAsk;
  }
}
