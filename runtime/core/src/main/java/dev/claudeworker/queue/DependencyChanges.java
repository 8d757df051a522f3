package dev.claudeworker.queue;

import static dev.claudeworker.queue.TaskTransition.WAITS_FOR_MORE;

import dev.claudeworker.event.EventDrafts;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.TaskDependencies.Edge;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes what a task depends on, as long as it has not started. */
final class DependencyChanges {

  private static final int MOST_TRIES = 10;

  private final Storage storage;
  private final GroupCommitter committer;
  private final InstantSource clock;

  DependencyChanges(Storage storage, GroupCommitter committer, InstantSource clock) {
    this.storage = storage;
    this.committer = committer;
    this.clock = clock;
  }

  void change(TaskId id, DependencyChange change, OptionalLong expectedVersion, Requester by) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Task task = storage.find(id).orElseThrow(() -> TaskErrors.notFound(id));
      if (task.status() != TaskStatus.PENDING && task.status() != TaskStatus.WAITING) {
        throw OrchestrationErrors.started(task);
      }
      var commit = new FutureCommit(unit(task, change, expectedVersion, by));
      committer.enqueue(commit);
      if (isDone(id, commit.await())) {
        return;
      }
    }
    throw TaskErrors.conflict(id);
  }

  /** Asks of the edges that hold the task only that their upstream has ended, which it has. */
  void release(TaskId id, Requester by) {
    if (storage.find(id).isEmpty()) {
      throw TaskErrors.notFound(id);
    }
    List<Dependency> tolerant =
        storage.graphs()
            .dependencies(id, 1)
            .upstream()
            .stream()
            .filter(DependencyChanges::isHolding)
            .<Dependency>map(
                edge -> new Dependency(new Upstream.Existing(edge.task()), EdgeCondition.ENDED, IfBroken.SKIP))
            .toList();
    if (tolerant.isEmpty()) {
      throw OrchestrationErrors.notHeld(id);
    }
    change(id, new DependencyChange(tolerant, Set.of()), OptionalLong.empty(), by);
  }

  private static boolean isHolding(Edge edge) {
    boolean satisfied = switch (edge.on()) {
      case COMPLETED -> edge.status() == TaskStatus.COMPLETED;
      case ENDED -> true;
      case FAILED -> edge.status() == TaskStatus.FAILED;
    };
    return edge.ifBroken() == IfBroken.HOLD && edge.status().isFinal() && !satisfied;
  }

  private Unit unit(Task task, DependencyChange change, OptionalLong expectedVersion, Requester by) {
    Instant now = clock.instant();
    Set<TaskId> present = Set.copyOf(task.place().dependsOn());
    Set<TaskId> added = change.add().stream().map(DependencyChanges::upstream).collect(Collectors.toSet());
    Set<TaskId> removed =
        present.stream()
            .filter(upstream -> change.remove().contains(upstream) || added.contains(upstream))
            .collect(Collectors.toSet());
    var data =
        JsonObject.EMPTY
            .with("added", ids(added))
            .with("removed", ids(removed.stream().filter(id -> !added.contains(id)).collect(Collectors.toSet())));
    var event =
        EventDrafts.task(EventTypes.TASK_DEPENDENCIES_CHANGED, task.settings(), by.actor(), now, data);
    return new Unit.ChangeDependencies(
        task.id(), change.add(), removed, wait(task, now), expectedVersion, event);
  }

  private static TaskMove wait(Task task, Instant now) {
    return new MoveByRequest(task, now, List.of())
        .toWaiting(WAITS_FOR_MORE, WaitReason.of(WaitReason.DEPENDENCY, Optional.empty()));
  }

  private static TaskId upstream(Dependency dependency) {
    return switch (dependency.upstream()) {
      case Upstream.Existing(var id) -> id;
      case Upstream.InSubmission _ -> throw new IllegalArgumentException("a change names existing tasks");
    };
  }

  private static JsonArray ids(Set<TaskId> ids) {
    return new JsonArray(ids.stream().sorted().<JsonValue>map(id -> JsonNumber.of(id.value())).toList());
  }

  private static boolean isDone(TaskId id, UnitResult result) {
    return switch (result) {
      case UnitResult.Applied _ -> true;
      case UnitResult.AlreadyApplied _ -> true;
      case UnitResult.Refused(Refusal refusal, String message) ->
          switch (refusal) {
            case STATE_CHANGED -> false;
            case CYCLE -> throw OrchestrationErrors.cycle(message);
            case VERSION_CHANGED -> throw TaskErrors.versionChanged(id);
            case NOT_FOUND -> throw OrchestrationErrors.upstreamNotFound(message);
            default -> throw TaskErrors.refused(id, message);
          };
      case UnitResult other -> throw new IllegalStateException("not an answer to a change: " + other);
    };
  }
}
