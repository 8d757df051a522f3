package dev.claudeworker.outcome;

import static dev.claudeworker.outcome.ClaimedTasks.NOW;
import static dev.claudeworker.outcome.ClaimedTasks.aClaimedTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessStartException.Reason;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitCondition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictsTest {

  private static final Task TASK = aClaimedTask().build().task();
  private static final Failure BROKEN =
      new Failure(ErrorCode.external("broken"), "it broke", "mend it", JsonObject.EMPTY);
  private static final AttemptOutcome COMPLETED = new AttemptOutcome.Completed(
      new TaskResult("done", 0, JsonObject.EMPTY), Usage.NONE);
  private static final AttemptOutcome FAILED = new AttemptOutcome.Failed(BROKEN, Usage.NONE);
  private static final AttemptOutcome CANCELLED = new AttemptOutcome.Cancelled("stopped", Usage.NONE);
  private static final AttemptOutcome SUSPENDED = new AttemptOutcome.Suspended(
      new WaitCondition("usage_limit", Optional.empty(), JsonObject.EMPTY), Optional.empty(), Usage.NONE);
  private static final AttemptOutcome LOST = new AttemptOutcome.Lost("gone", Usage.NONE);
  private static final List<AttemptOutcome> OUTCOMES = List.of(COMPLETED, FAILED, CANCELLED, SUSPENDED, LOST);

  private static AttemptFacts facts(
      Optional<EndCause> ending, boolean cancelRequested, boolean released, boolean adopted, Optional<Reason> gone) {
    return new AttemptFacts(ending, cancelRequested, released, adopted, gone, Optional.empty(), NOW, 0.5);
  }

  private static AttemptFacts plain() {
    return facts(Optional.empty(), false, false, false, Optional.empty());
  }

  /** Every cause of an end, with and without a cancel, a stop, an adoption and a child that is gone. */
  private static List<AttemptFacts> allFacts() {
    List<Optional<EndCause>> causes = new ArrayList<>(Arrays.stream(EndCause.values()).map(Optional::of).toList());
    causes.add(Optional.empty());
    List<AttemptFacts> all = new ArrayList<>();
    for (var cause : causes) {
      for (boolean cancel : new boolean[] {false, true}) {
        for (boolean released : new boolean[] {false, true}) {
          for (boolean adopted : new boolean[] {false, true}) {
            for (var gone : List.of(
                Optional.<Reason>empty(), Optional.of(Reason.NEVER_STARTED), Optional.of(Reason.LOST))) {
              all.add(facts(cause, cancel, released, adopted, gone));
            }
          }
        }
      }
    }
    return all;
  }

  /** The same rules once more, written down another way: from the weakest to the strongest, the last that fits wins. */
  private static Class<? extends Verdict> expected(AttemptOutcome outcome, AttemptFacts facts) {
    var cause = facts.ending();
    boolean completed = outcome == COMPLETED;
    Class<? extends Verdict> verdict = Verdict.Failed.class;
    if (outcome == LOST || cause.equals(Optional.of(EndCause.LEASE_LOST))) {
      verdict = Verdict.Lost.class;
    }
    if (cause.equals(Optional.of(EndCause.TIMEOUT))) {
      verdict = Verdict.Failed.class;
    }
    if (outcome == SUSPENDED) {
      verdict = Verdict.Suspended.class;
    }
    if (facts.released()) {
      verdict = Verdict.Released.class;
    }
    if (completed) {
      verdict = Verdict.Completed.class;
    }
    if (facts.childGone().isPresent()) {
      completed = false;
      verdict = facts.adopted() && facts.childGone().get() == Reason.NEVER_STARTED
          ? Verdict.Released.class
          : Verdict.Lost.class;
    }
    boolean cancelled = facts.cancelRequested() || cause.equals(Optional.of(EndCause.CANCELLED));
    return cancelled && !completed ? Verdict.Cancelled.class : verdict;
  }

  @Test
  void everyOutcomeMeetsEveryFact() {
    int pairs = 0;
    for (var outcome : OUTCOMES) {
      for (var facts : allFacts()) {
        assertThat(Verdicts.of(TASK, outcome, facts)).as("%s with %s", outcome, facts)
            .isInstanceOf(expected(outcome, facts));
        pairs++;
      }
    }
    assertThat(pairs).isEqualTo(5 * 7 * 2 * 2 * 2 * 3);
  }

  @Test
  void withoutSpecialFactsTheExecutorIsBelieved() {
    assertThat(Verdicts.of(TASK, COMPLETED, plain()))
        .isEqualTo(new Verdict.Completed(new TaskResult("done", 0, JsonObject.EMPTY)));
    assertThat(Verdicts.of(TASK, FAILED, plain())).isEqualTo(new Verdict.Failed(BROKEN));
    assertThat(Verdicts.of(TASK, LOST, plain())).isEqualTo(new Verdict.Lost("gone"));
  }

  @Test
  void cancelledWithoutHavingBeenAskedIsAFailureThatIsTriedAgain() {
    var verdict = (Verdict.Failed) Verdicts.of(TASK, CANCELLED, plain());

    assertThat(verdict.failure().errorCode()).isEqualTo(Failures.INTERRUPTED);
    assertThat(verdict.failure().errorCode().retryHelps()).isTrue();
    assertThat(verdict.failure().message()).contains("although nobody had asked").contains("stopped");
  }

  @Test
  void timeoutSaysHowLongItWasAndWhatTheExecutorSaid() {
    var facts = facts(Optional.of(EndCause.TIMEOUT), false, false, false, Optional.empty());

    var failure = ((Verdict.Failed) Verdicts.of(TASK, FAILED, facts)).failure();

    assertThat(failure.errorCode().code()).isEqualTo("timeout");
    assertThat(failure.errorCode().retryHelps()).isTrue();
    assertThat(failure.message()).isEqualTo("The attempt took longer than its timeout of 30 min and was ended.");
    assertThat(failure.suggestion()).contains("timeout");
    assertThat(failure.details().text("executor_says")).contains("it broke");
  }
}
