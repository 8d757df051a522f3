package dev.claudeworker.queue;

import static dev.claudeworker.dag.OrchestrationTransition.CANCELLED_BY_REQUEST;
import static dev.claudeworker.dag.OrchestrationTransition.PAUSED_BY_REQUEST;
import static dev.claudeworker.dag.OrchestrationTransition.RETRIED_BY_REQUEST;
import static dev.claudeworker.dag.OrchestrationTransition.UNPAUSED_BY_REQUEST;

import dev.claudeworker.dag.Deadlines;
import dev.claudeworker.dag.OrchestrationTransition;
import dev.claudeworker.event.EventDrafts;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.RestMove;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Changes of whole orchestrations that people ask for; each is one unit, however many tasks it moves. */
final class OrchestrationChanges {

  private static final int MOST_TRIES = 10;

  private final Storage storage;
  private final GroupCommitter committer;
  private final RunningTasks running;
  private final ClaimOrder order;
  private final InstantSource clock;

  OrchestrationChanges(
      Storage storage, GroupCommitter committer, RunningTasks running, ClaimOrder order, InstantSource clock) {
    this.storage = storage;
    this.committer = committer;
    this.running = running;
    this.order = order;
    this.clock = clock;
  }

  Orchestration cancel(OrchestrationId id, boolean force, Requester by) {
    Orchestration cancelled =
        move(id, CANCELLED_BY_REQUEST, "cancelled", by, orchestration -> RestMoves.cancel(orchestration, by, now()));
    running.cancelAll(id, force);
    return cancelled;
  }

  Orchestration pause(OrchestrationId id, Requester by) {
    return move(id, PAUSED_BY_REQUEST, "paused", by, _ -> new RestMove.Hold());
  }

  Orchestration unpause(OrchestrationId id, Requester by) {
    return move(id, UNPAUSED_BY_REQUEST, "unpaused", by, _ -> new RestMove.Release());
  }

  Orchestration retry(OrchestrationId id, Requester by) {
    return move(id, RETRIED_BY_REQUEST, "retried", by, orchestration -> retry(orchestration, by));
  }

  private RestMove retry(Orchestration orchestration, Requester by) {
    var counts = orchestration.counts();
    if (counts.failed() + counts.skipped() + counts.cancelled() == 0) {
      throw OrchestrationErrors.nothingToRetry(orchestration);
    }
    Instant now = now();
    var event = RestMoves.event(orchestration, EventTypes.TASK_RETRIED, TaskStatus.PENDING, by, now);
    long place = order.of(orchestration.settings().priority(), now, counts.pending());
    return new RestMove.Retry(now, place, event);
  }

  private Instant now() {
    return clock.instant();
  }

  /** What happens to the tasks of an orchestration. */
  private interface Rest {
    RestMove of(Orchestration orchestration);
  }

  private Orchestration move(
      OrchestrationId id, OrchestrationTransition transition, String what, Requester by, Rest rest) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Orchestration orchestration = find(id);
      if (orchestration.status() == transition.to() && transition != RETRIED_BY_REQUEST) {
        return orchestration;
      }
      if (!transition.from().contains(orchestration.status())) {
        throw OrchestrationErrors.notPossible(orchestration, what, transition.from());
      }
      var commit = new FutureCommit(unit(orchestration, transition, by, rest.of(orchestration)));
      committer.enqueue(commit);
      if (isDone(id, commit.await())) {
        return find(id);
      }
    }
    throw OrchestrationErrors.conflict(id);
  }

  private Unit unit(Orchestration orchestration, OrchestrationTransition transition, Requester by, RestMove rest) {
    Instant now = now();
    EventDraft event =
        EventDrafts.orchestration(
            transition.eventType(), orchestration.project(), by.actor(), by.correlationId(), now,
            JsonObject.EMPTY.with("status", transition.to().word()));
    Optional<Instant> deadline =
        transition == RETRIED_BY_REQUEST
            ? Deadlines.of(orchestration.settings(), now)
            : orchestration.times().deadline();
    var move =
        new OrchestrationMove(
            orchestration.id(),
            transition.from(),
            transition.to(),
            now,
            deadline.filter(_ -> !transition.to().isFinal()),
            Optional.of(rest),
            List.of(event));
    return new Unit.MoveOrchestration(move, OptionalLong.empty());
  }

  private static boolean isDone(OrchestrationId id, UnitResult result) {
    return switch (result) {
      case UnitResult.Applied _ -> true;
      case UnitResult.AlreadyApplied _ -> true;
      case UnitResult.Refused(var refusal, var message) -> {
        if (refusal == Refusal.NOT_FOUND) {
          throw OrchestrationErrors.notFound(id);
        }
        if (refusal != Refusal.STATE_CHANGED) {
          throw OrchestrationErrors.refused(id, message);
        }
        yield false;
      }
      case UnitResult other -> throw new IllegalStateException("not an answer to a move: " + other);
    };
  }

  private Orchestration find(OrchestrationId id) {
    return storage.graphs().orchestration(id).orElseThrow(() -> OrchestrationErrors.notFound(id));
  }
}
