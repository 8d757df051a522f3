package dev.claudeworker.dag;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.dag.FailurePolicy;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.OrchestrationProgress;
import dev.claudeworker.spi.storage.RestMove;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides what follows for an orchestration from the states of its tasks. Cancelled and timed-out ones stay so. */
final class OrchestrationRule {

  private final String actor;
  private final Instant now;

  OrchestrationRule(String actor, Instant now) {
    this.actor = actor;
    this.now = now;
  }

  Optional<OrchestrationMove> settle(OrchestrationProgress progress) {
    return switch (progress.orchestration().status()) {
      case PENDING, RUNNING, PAUSED -> settleActive(progress);
      case COMPLETED, FAILED -> settleEnded(progress.orchestration());
      case CANCELLED, TIMED_OUT -> Optional.empty();
    };
  }

  private Optional<OrchestrationMove> settleActive(OrchestrationProgress progress) {
    Orchestration orchestration = progress.orchestration();
    var counts = orchestration.counts();
    if (counts.active() == 0) {
      return Optional.of(end(progress));
    }
    if (failsFast(progress)) {
      return Optional.of(cancelRest(orchestration));
    }
    boolean begun = counts.running() > 0 && orchestration.status() == OrchestrationStatus.PENDING;
    return begun ? Optional.of(move(orchestration, OrchestrationTransition.STARTED)) : Optional.empty();
  }

  private OrchestrationMove end(OrchestrationProgress progress) {
    boolean failed = progress.orchestration().counts().failed() > 0 && progress.untoleratedFailures() > 0;
    return move(
        progress.orchestration(),
        failed ? OrchestrationTransition.ENDED_WITH_FAILURE : OrchestrationTransition.ALL_ENDED);
  }

  private static boolean failsFast(OrchestrationProgress progress) {
    var counts = progress.orchestration().counts();
    return progress.orchestration().settings().failurePolicy() == FailurePolicy.FAIL_FAST
        && counts.failed() > 0
        && counts.pending() + counts.waiting() > 0
        && progress.untoleratedFailures() > 0;
  }

  private OrchestrationMove cancelRest(Orchestration orchestration) {
    var data =
        JsonObject.EMPTY
            .with("status", TaskStatus.CANCELLED.word())
            .with("because_of", FailurePolicy.FAIL_FAST.word());
    var rest = new RestMove.Cancel(event(orchestration, EventTypes.TASK_CANCELLED, data), Optional.empty());
    return new OrchestrationMove(
        orchestration.id(),
        Set.of(orchestration.status()),
        orchestration.status(),
        now,
        orchestration.times().deadline(),
        Optional.of(rest),
        List.of());
  }

  private Optional<OrchestrationMove> settleEnded(Orchestration orchestration) {
    return orchestration.counts().active() == 0
        ? Optional.empty()
        : Optional.of(move(orchestration, OrchestrationTransition.CONTINUED));
  }

  private OrchestrationMove move(Orchestration orchestration, OrchestrationTransition transition) {
    var data = JsonObject.EMPTY.with("status", transition.to().word());
    Optional<Instant> deadline =
        transition == OrchestrationTransition.CONTINUED
            ? Deadlines.of(orchestration.settings(), now)
            : orchestration.times().deadline();
    return new OrchestrationMove(
        orchestration.id(),
        Set.of(orchestration.status()),
        transition.to(),
        now,
        deadline.filter(_ -> !transition.to().isFinal()),
        Optional.empty(),
        List.of(event(orchestration, transition.eventType(), data)));
  }

  private EventDraft event(Orchestration orchestration, String type, JsonObject data) {
    return new EventDraft(
        type, 1, orchestration.project(), actor, Optional.empty(), orchestration.origin().correlationId(), now, data);
  }
}
