package dev.claudeworker.outcome;

import dev.claudeworker.queue.ClaimOrder;
import dev.claudeworker.retry.SuspensionRules;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.task.AttemptOutcome;

/** Decides what follows from the end of an attempt. Pure: the same input gives the same decision. */
public final class OutcomeDecider {

  private final SuspensionRules suspension;
  private final ClaimOrder order;
  private final String actor;
  private final int maxResultText;

  /**
   * A decider.
   *
   * @param suspension how long waits without a known end last
   * @param order the place in the queue of a task that is due at once
   * @param actor how events name this server
   * @param maxResultText longer results are cut
   */
  public OutcomeDecider(SuspensionRules suspension, ClaimOrder order, String actor, int maxResultText) {
    this.suspension = suspension;
    this.order = order;
    this.actor = actor;
    this.maxResultText = maxResultText;
  }

  /**
   * Decides.
   *
   * @param claimed the task as it was claimed
   * @param outcome what the executor says
   * @param facts what the runtime knows
   */
  public Decision decide(ClaimedTask claimed, AttemptOutcome outcome, AttemptFacts facts) {
    var consequence = new Consequence(claimed, outcome.usage(), facts, suspension, order, actor);
    return switch (Verdicts.of(claimed.task(), outcome, facts)) {
      case Verdict.Completed completed -> consequence.completed(ResultText.bounded(completed.result(), maxResultText));
      case Verdict.Failed failed -> consequence.failed(Failures.bounded(failed.failure()));
      case Verdict.Cancelled cancelled -> consequence.cancelled(cancelled.reason());
      case Verdict.Suspended suspended -> consequence.suspended(suspended.condition(), suspended.closes());
      case Verdict.Lost lost -> consequence.lost(lost.reason());
      case Verdict.Released released -> consequence.released(released.reason());
    };
  }
}
