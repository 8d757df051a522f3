package dev.claudeworker.queue;

import dev.claudeworker.event.EventDrafts;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.RestMove;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskStatus;
import java.time.Instant;
import java.util.Optional;

/** What happens to the tasks of an orchestration that is moved as a whole. */
final class RestMoves {

  private RestMoves() {}

  /** Nothing that has not started starts; what runs is asked to end. */
  static RestMove cancel(Orchestration orchestration, Requester by, Instant at) {
    return new RestMove.Cancel(
        event(orchestration, EventTypes.TASK_CANCELLED, TaskStatus.CANCELLED, by, at),
        Optional.of(event(orchestration, EventTypes.TASK_CANCEL_REQUESTED, TaskStatus.RUNNING, by, at)));
  }

  static EventDraft event(
      Orchestration orchestration, String type, TaskStatus status, Requester by, Instant at) {
    return EventDrafts.orchestration(
        type, orchestration.project(), by.actor(), by.correlationId(), at,
        JsonObject.EMPTY.with("status", status.word()));
  }
}
