package dev.claudeworker.spi.testkit;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.RestMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.task.EventTypes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Builds moves of orchestrations: {@code OrchestrationMoves.of(orchestration).cancelled().unit()}. */
public final class OrchestrationMoves {

  private final OrchestrationId orchestration;
  private Set<OrchestrationStatus> from;
  private OrchestrationStatus to;
  private Instant at = SettableClock.START;
  private Optional<Instant> deadline;
  private Optional<RestMove> rest = Optional.empty();
  private Optional<List<EventDraft>> events = Optional.empty();

  private OrchestrationMoves(Orchestration orchestration) {
    this.orchestration = orchestration.id();
    from = Set.of(orchestration.status());
    to = orchestration.status();
    deadline = orchestration.times().deadline();
  }

  /**
   * A move from where an orchestration stands, which keeps its deadline.
   *
   * @param orchestration the orchestration
   * @return a builder
   */
  public static OrchestrationMoves of(Orchestration orchestration) {
    return new OrchestrationMoves(orchestration);
  }

  /**
   * Sets the states it starts from.
   *
   * @param value the states
   * @return this
   */
  public OrchestrationMoves from(OrchestrationStatus... value) {
    from = Set.of(value);
    return this;
  }

  /**
   * Sets the state it leads to.
   *
   * @param value the state
   * @return this
   */
  public OrchestrationMoves to(OrchestrationStatus value) {
    to = value;
    return this;
  }

  /**
   * Cancels everything, running tasks too.
   *
   * @return this
   */
  public OrchestrationMoves cancelled() {
    return to(OrchestrationStatus.CANCELLED)
        .rest(
            new RestMove.Cancel(
                Drafts.event(EventTypes.TASK_CANCELLED),
                Optional.of(Drafts.event(EventTypes.TASK_CANCEL_REQUESTED))));
  }

  /**
   * Holds what has not been claimed.
   *
   * @return this
   */
  public OrchestrationMoves paused() {
    return to(OrchestrationStatus.PAUSED).rest(new RestMove.Hold());
  }

  /**
   * Lets it go on after a pause.
   *
   * @return this
   */
  public OrchestrationMoves unpaused() {
    return to(OrchestrationStatus.RUNNING).rest(new RestMove.Release());
  }

  /**
   * Puts back what failed, was skipped or cancelled.
   *
   * @param claimOrder the place in the queue
   * @return this
   */
  public OrchestrationMoves retried(long claimOrder) {
    return to(OrchestrationStatus.RUNNING)
        .rest(new RestMove.Retry(at, claimOrder, Drafts.event(EventTypes.TASK_RETRIED)));
  }

  /**
   * Sets what happens to the tasks.
   *
   * @param value the move of the tasks
   * @return this
   */
  public OrchestrationMoves rest(RestMove value) {
    rest = Optional.of(value);
    return this;
  }

  /**
   * Sets the time.
   *
   * @param value when
   * @return this
   */
  public OrchestrationMoves at(Instant value) {
    at = value;
    return this;
  }

  /**
   * Sets the deadline.
   *
   * @param value when the time runs out
   * @return this
   */
  public OrchestrationMoves deadline(Instant value) {
    deadline = Optional.of(value);
    return this;
  }

  /**
   * Sets the events; without this there is one of the type that fits the new state.
   *
   * @param value the events
   * @return this
   */
  public OrchestrationMoves events(EventDraft... value) {
    events = Optional.of(List.of(value));
    return this;
  }

  /**
   * The move.
   *
   * @return the move
   */
  public OrchestrationMove build() {
    return new OrchestrationMove(
        orchestration,
        from,
        to,
        at,
        deadline,
        rest,
        events.orElseGet(() -> List.of(Drafts.event(eventType(), Optional.empty(), at))));
  }

  /**
   * The move as a unit.
   *
   * @return the unit, for any version of the orchestration
   */
  public Unit.MoveOrchestration unit() {
    return new Unit.MoveOrchestration(build(), OptionalLong.empty());
  }

  private String eventType() {
    return switch (to) {
      case PENDING -> EventTypes.ORCHESTRATION_RETRIED;
      case RUNNING -> from.contains(OrchestrationStatus.PENDING)
          ? EventTypes.ORCHESTRATION_STARTED
          : EventTypes.ORCHESTRATION_RESUMED;
      case PAUSED -> EventTypes.ORCHESTRATION_PAUSED;
      case COMPLETED -> EventTypes.ORCHESTRATION_COMPLETED;
      case FAILED -> EventTypes.ORCHESTRATION_FAILED;
      case CANCELLED -> EventTypes.ORCHESTRATION_CANCELLED;
      case TIMED_OUT -> EventTypes.ORCHESTRATION_TIMED_OUT;
    };
  }
}
