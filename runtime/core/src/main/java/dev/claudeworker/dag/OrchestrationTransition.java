package dev.claudeworker.dag;

import static dev.claudeworker.spi.dag.OrchestrationStatus.CANCELLED;
import static dev.claudeworker.spi.dag.OrchestrationStatus.COMPLETED;
import static dev.claudeworker.spi.dag.OrchestrationStatus.FAILED;
import static dev.claudeworker.spi.dag.OrchestrationStatus.PAUSED;
import static dev.claudeworker.spi.dag.OrchestrationStatus.PENDING;
import static dev.claudeworker.spi.dag.OrchestrationStatus.RUNNING;
import static dev.claudeworker.spi.dag.OrchestrationStatus.TIMED_OUT;

import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.task.EventTypes;
import java.util.Set;

/** Everything that can happen to an orchestration. {@code docs/state-machine.md} shows the same. */
public enum OrchestrationTransition {
  /** Its first task is claimed. */
  STARTED(Set.of(PENDING), RUNNING, EventTypes.ORCHESTRATION_STARTED),
  /** All tasks have ended, and every failure was tolerated. */
  ALL_ENDED(Set.of(PENDING, RUNNING, PAUSED), COMPLETED, EventTypes.ORCHESTRATION_COMPLETED),
  /** All tasks have ended, and a failure was not tolerated. */
  ENDED_WITH_FAILURE(Set.of(PENDING, RUNNING, PAUSED), FAILED, EventTypes.ORCHESTRATION_FAILED),
  /** Tasks were added, or single ones retried or resumed, after it had ended. */
  CONTINUED(Set.of(COMPLETED, FAILED), RUNNING, EventTypes.ORCHESTRATION_RESUMED),
  /** A person pauses it. */
  PAUSED_BY_REQUEST(Set.of(PENDING, RUNNING), PAUSED, EventTypes.ORCHESTRATION_PAUSED),
  /** A person lets it go on. */
  UNPAUSED_BY_REQUEST(Set.of(PAUSED), RUNNING, EventTypes.ORCHESTRATION_RESUMED),
  /** A person or tool cancels it. */
  CANCELLED_BY_REQUEST(Set.of(PENDING, RUNNING, PAUSED), CANCELLED, EventTypes.ORCHESTRATION_CANCELLED),
  /** Its time runs out. */
  TIME_RAN_OUT(Set.of(PENDING, RUNNING, PAUSED), TIMED_OUT, EventTypes.ORCHESTRATION_TIMED_OUT),
  /** A person wants what did not complete tried again. */
  RETRIED_BY_REQUEST(
      Set.of(RUNNING, COMPLETED, FAILED, CANCELLED, TIMED_OUT), RUNNING, EventTypes.ORCHESTRATION_RETRIED);

  private final Set<OrchestrationStatus> from;
  private final OrchestrationStatus to;
  private final String eventType;

  OrchestrationTransition(Set<OrchestrationStatus> from, OrchestrationStatus to, String eventType) {
    this.from = from;
    this.to = to;
    this.eventType = eventType;
  }

  /** The states it starts from. */
  public Set<OrchestrationStatus> from() {
    return from;
  }

  /** The state it leads to. */
  public OrchestrationStatus to() {
    return to;
  }

  /** The event that tells. */
  public String eventType() {
    return eventType;
  }
}
