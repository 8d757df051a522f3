package dev.claudeworker.outcome;

import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessStartException.Reason;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.Task;
import java.util.Optional;

/**
 * Weighs what the executor says against what the runtime knows. The first rule that fits decides:
 *
 * <ol>
 *   <li>cancelled by a person: cancelled, unless the executor really completed (the work is done and paid for, and throwing
 *       it away would help nobody);
 *   <li>the child is gone, or never was: lost, or released, whatever the executor makes of that;
 *   <li>completed: completed, also after a timeout;
 *   <li>the server stops and gives it back: released;
 *   <li>suspended: suspended, also after a timeout, because it knows better why there was no progress;
 *   <li>the timeout ended it: failed as a timeout, whatever the executor makes of the child's end;
 *   <li>the lease was lost: lost;
 *   <li>else what the executor says; ending as cancelled without having been asked is a failure.
 * </ol>
 */
final class Verdicts {

  private Verdicts() {}

  static Verdict of(Task task, AttemptOutcome outcome, AttemptFacts facts) {
    boolean completed = outcome instanceof AttemptOutcome.Completed && facts.childGone().isEmpty();
    if (cancelled(facts) && !completed) {
      return new Verdict.Cancelled(cancelReason(outcome));
    }
    return childGone(facts).orElseGet(() -> present(task, outcome, facts));
  }

  private static Verdict present(Task task, AttemptOutcome outcome, AttemptFacts facts) {
    return switch (outcome) {
      case AttemptOutcome.Completed completed -> new Verdict.Completed(completed.result());
      case AttemptOutcome other when facts.released() -> new Verdict.Released("the server was stopped");
      case AttemptOutcome.Suspended suspended -> new Verdict.Suspended(suspended.condition(), suspended.closes());
      case AttemptOutcome other when endedBy(facts, EndCause.TIMEOUT) ->
          new Verdict.Failed(Failures.timeout(task.settings().timeout(), other));
      case AttemptOutcome other when endedBy(facts, EndCause.LEASE_LOST) ->
          new Verdict.Lost("its lease was lost to another server");
      case AttemptOutcome.Failed failed -> new Verdict.Failed(failed.failure());
      case AttemptOutcome.Lost lost -> new Verdict.Lost(lost.reason());
      case AttemptOutcome.Cancelled cancelled -> new Verdict.Failed(Failures.interrupted(cancelled.reason()));
    };
  }

  private static boolean cancelled(AttemptFacts facts) {
    return facts.cancelRequested() || endedBy(facts, EndCause.CANCELLED);
  }

  private static boolean endedBy(AttemptFacts facts, EndCause cause) {
    return facts.ending().filter(cause::equals).isPresent();
  }

  private static String cancelReason(AttemptOutcome outcome) {
    return outcome instanceof AttemptOutcome.Cancelled cancelled ? cancelled.reason() : "cancelled";
  }

  // A claim whose child never started is nobody's fault. But an attempt that was not adopted and still says so has used its
  // directory twice; that counts as lost, so that it cannot go on for ever.
  private static Optional<Verdict> childGone(AttemptFacts facts) {
    return facts.childGone()
        .map(reason -> reason == Reason.NEVER_STARTED && facts.adopted()
            ? new Verdict.Released("the server was stopped before its child started")
            : new Verdict.Lost("machine or process are gone and left no exit status"));
  }
}
