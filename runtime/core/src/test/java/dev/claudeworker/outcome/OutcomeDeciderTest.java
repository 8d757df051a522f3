package dev.claudeworker.outcome;

import static dev.claudeworker.outcome.ClaimedTasks.NOW;
import static dev.claudeworker.outcome.ClaimedTasks.aClaimedTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.queue.ClaimOrder;
import dev.claudeworker.queue.TaskTransitions;
import dev.claudeworker.retry.CircuitBreaker.Signal;
import dev.claudeworker.retry.SuspensionRules;
import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.storage.TaskCounters;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.RetryRules;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitCondition;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.spi.testkit.NewTasks;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomeDeciderTest {

  private static final ClaimOrder ORDER = new ClaimOrder(Duration.ofMinutes(15), Duration.ofMinutes(1));
  private final OutcomeDecider decider = new OutcomeDecider(SuspensionRules.DEFAULT, ORDER, "server:one", 1_000);

  private static AttemptFacts facts(Optional<String> saved) {
    return new AttemptFacts(Optional.empty(), false, false, false, Optional.empty(), saved, NOW, 0.5);
  }

  private static AttemptFacts cancelled() {
    return new AttemptFacts(
        Optional.of(EndCause.CANCELLED), true, false, false, Optional.empty(), Optional.empty(), NOW, 0.5);
  }

  private static AttemptFacts released() {
    return new AttemptFacts(Optional.empty(), false, true, false, Optional.empty(), Optional.empty(), NOW, 0.5);
  }

  private static AttemptOutcome failed(ErrorCategory category, boolean retryHelps) {
    var failure = new Failure(
        new ErrorCode("overloaded", category, retryHelps), "too busy", "wait", JsonObject.EMPTY);
    return new AttemptOutcome.Failed(failure, Usage.NONE);
  }

  private static AttemptOutcome transientFailure() {
    return failed(ErrorCategory.EXTERNAL, true);
  }

  private static AttemptOutcome completed(String text) {
    return new AttemptOutcome.Completed(new TaskResult(text, 0, JsonObject.EMPTY), Usage.NONE);
  }

  private static AttemptOutcome suspended(Optional<Instant> until, Optional<GateScope> closes) {
    return new AttemptOutcome.Suspended(
        new WaitCondition("usage_limit", until, JsonObject.EMPTY.with("message", "5-hour limit reached")), closes,
        Usage.NONE);
  }

  private Decision decide(ClaimedTasks task, AttemptOutcome outcome) {
    return decider.decide(task.build(), outcome, facts(Optional.empty()));
  }

  @Test
  void completedTaskKeepsItsResultAndItsCounters() {
    var decision = decide(aClaimedTask().failures(2).lost(1).suspensions(3), completed("42"));

    assertThat(decision.end().status()).isEqualTo(AttemptStatus.COMPLETED);
    assertThat(decision.end().counted()).isFalse();
    assertThat(decision.move().to()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(decision.move().result().orElseThrow().text()).isEqualTo("42");
    assertThat(decision.move().counters()).isEqualTo(new TaskCounters(2, 1, 0));
    assertThat(decision.signal()).isEqualTo(Signal.SUCCESS);
  }

  @Test
  void resultBeyondItsBoundIsCutAndSaysSo() {
    assertThat(decide(aClaimedTask(), completed("x".repeat(1_000))).move().result().orElseThrow().text())
        .hasSize(1_000);
    var cut = decide(aClaimedTask(), completed("x".repeat(1_001))).move().result().orElseThrow();

    assertThat(cut.text()).startsWith("x".repeat(1_000))
        .endsWith("[cut after 1000 of 1001 characters (result.max_text)]");
  }

  @Test
  void resultIsNotCutInsideACharacter() {
    var text = "x".repeat(999) + "\uD83D\uDE00" + "y";

    assertThat(decide(aClaimedTask(), completed(text)).move().result().orElseThrow().text())
        .contains("[cut after 999 of 1002");
  }

  @Test
  void transientFailureWaitsForItsRetry() {
    var decision = decide(aClaimedTask().failures(1).suspensions(4), transientFailure());

    assertThat(decision.end().counted()).isTrue();
    assertThat(decision.move().to()).isEqualTo(TaskStatus.WAITING);
    assertThat(decision.move().waitReason().orElseThrow().code()).isEqualTo("retry");
    assertThat(decision.move().due()).contains(NOW.plusSeconds(2));
    assertThat(decision.move().counters()).isEqualTo(new TaskCounters(2, 0, 0));
    assertThat(decision.signal()).isEqualTo(Signal.EXTERNAL_FAILURE);
    assertThat(decision.move().events()).singleElement().extracting(EventDraft::type).isEqualTo("task.retry_scheduled");
  }

  @Test
  void retryWithoutDelayIsPendingAtOnce() {
    var rules = new RetryRules(3, 3, RetryRules.Backoff.FIXED, Duration.ZERO, Duration.ZERO, 1, 0);
    var decision = decide(aClaimedTask().of(NewTasks.aTask().retry(rules)), transientFailure());

    assertThat(decision.move().to()).isEqualTo(TaskStatus.PENDING);
    assertThat(decision.move().claimOrder()).hasValue(NOW.toEpochMilli());
  }

  @Test
  void lastFailureEndsTheTask() {
    var decision = decide(aClaimedTask().failures(2), transientFailure());

    assertThat(decision.move().to()).isEqualTo(TaskStatus.FAILED);
    assertThat(decision.move().counters().failuresCounted()).isEqualTo(3);
    assertThat(decision.move().failure().orElseThrow().errorCode().code()).isEqualTo("overloaded");
    assertThat(decision.move().events().getFirst().data().text("gave_up")).contains("3 attempts failed");
  }

  @Test
  void failureThatARetryWouldNotMendEndsTheTaskAtOnce() {
    var decision = decide(aClaimedTask(), failed(ErrorCategory.USER, false));

    assertThat(decision.move().to()).isEqualTo(TaskStatus.FAILED);
    assertThat(decision.signal()).isEqualTo(Signal.NONE);
  }

  @Test
  void suspensionCountsNoFailureAndClosesTheGateUntilThen() {
    Instant reset = NOW.plus(Duration.ofHours(3));
    var scope = GateScope.account("claude-cli", "default");
    var decision = decide(aClaimedTask().failures(1).suspensions(2), suspended(Optional.of(reset), Optional.of(scope)));

    assertThat(decision.end().status()).isEqualTo(AttemptStatus.SUSPENDED);
    assertThat(decision.end().counted()).isFalse();
    assertThat(decision.move().waitReason().orElseThrow().code()).isEqualTo("usage_limit");
    assertThat(decision.move().due()).contains(reset);
    assertThat(decision.move().counters()).isEqualTo(new TaskCounters(1, 0, 3));
    assertThat(decision.signal()).isEqualTo(Signal.NONE);
    assertThat(decision.gates()).singleElement().isInstanceOfSatisfying(GateChange.Close.class, close -> {
      assertThat(close.gate().scope()).isEqualTo(scope);
      assertThat(close.gate().until()).contains(reset);
      assertThat(close.event().type()).isEqualTo("gate.closed");
    });
  }

  @Test
  void usageLimitWithoutKnownEndWaitsLongerEachTime() {
    assertThat(decide(aClaimedTask(), suspended(Optional.empty(), Optional.empty())).move().due())
        .contains(NOW.plusSeconds(60));
    assertThat(decide(aClaimedTask().suspensions(2), suspended(Optional.empty(), Optional.empty())).move().due())
        .contains(NOW.plusSeconds(135));
  }

  @Test
  void whereTheMachineHasNoRoomTheTaskWaitsAndCountsNoFailure() {
    var decision = decide(aClaimedTask().failures(1), AttemptOutcome.Suspended.noRoom("the disk is full"));

    assertThat(decision.end().counted()).isFalse();
    assertThat(decision.move().due()).contains(NOW.plusSeconds(60));
    assertThat(decision.move().waitReason().orElseThrow())
        .returns(WaitReason.RESOURCES, WaitReason::code)
        .returns(JsonObject.EMPTY.with("message", "the disk is full"), WaitReason::details);
  }

  @Test
  void otherWaitsWithoutKnownEndLastUntilASignal() {
    var condition = new WaitCondition("approval", Optional.empty(), JsonObject.EMPTY);
    var decision = decide(aClaimedTask(), new AttemptOutcome.Suspended(condition, Optional.empty(), Usage.NONE));

    assertThat(decision.move().to()).isEqualTo(TaskStatus.WAITING);
    assertThat(decision.move().due()).isEmpty();
  }

  @Test
  void lostAttemptGoesOnAtOnceWithWhatItSaved() {
    var decision = decider.decide(
        aClaimedTask().failures(2).lost(1).build(), new AttemptOutcome.Lost("machine restarted", Usage.NONE),
        facts(Optional.of("session-9")));

    assertThat(decision.end().status()).isEqualTo(AttemptStatus.LOST);
    assertThat(decision.end().counted()).isFalse();
    assertThat(decision.move().to()).isEqualTo(TaskStatus.PENDING);
    assertThat(decision.move().counters()).isEqualTo(new TaskCounters(2, 2, 0));
    assertThat(decision.move().continuation()).contains(new Continuation("session-9", Optional.empty()));
  }

  @Test
  void taskThatIsLostTooOftenFails() {
    var decision = decide(aClaimedTask().lost(2), new AttemptOutcome.Lost("machine restarted", Usage.NONE));

    assertThat(decision.move().to()).isEqualTo(TaskStatus.FAILED);
    assertThat(decision.move().failure().orElseThrow().message())
        .isEqualTo("The attempt was lost: machine restarted. It is not tried again because 3 attempts were lost.");
  }

  @Test
  void releasedAttemptLeavesNoTrace() {
    var decision = decider.decide(
        aClaimedTask().failures(2).lost(2).suspensions(1).continues("s", "go").build(), transientFailure(), released());

    assertThat(decision.move().to()).isEqualTo(TaskStatus.PENDING);
    assertThat(decision.move().counters()).isEqualTo(new TaskCounters(2, 2, 1));
    assertThat(decision.move().claimOrder()).isEmpty();
    assertThat(decision.move().failure()).isEmpty();
    assertThat(decision.move().continuation()).contains(new Continuation("s", Optional.of("go")));
    assertThat(decision.signal()).isEqualTo(Signal.NONE);
  }

  @Test
  void cancelledBeatsFailedAndIsNotTriedAgain() {
    var decision = decider.decide(aClaimedTask().build(), transientFailure(), cancelled());

    assertThat(decision.move().to()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(decision.end().status()).isEqualTo(AttemptStatus.CANCELLED);
    assertThat(decision.move().counters()).isEqualTo(TaskCounters.ZERO);
  }

  @Test
  void completedBeatsCancelled() {
    assertThat(decider.decide(aClaimedTask().build(), completed("done"), cancelled()).move().to())
        .isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void failedAttemptResumesTheSessionItSaved() {
    var decision = decider.decide(aClaimedTask().build(), transientFailure(), facts(Optional.of("session-1")));

    assertThat(decision.move().continuation()).contains(new Continuation("session-1", Optional.empty()));
  }

  @Test
  void wordsOfAPersonAreKeptUntilTheyWereSurelyHeard() {
    var task = aClaimedTask().continues("session-1", "also the tests").build();
    var kept = new Continuation("session-1", Optional.of("also the tests"));

    assertThat(decider.decide(task, transientFailure(), facts(Optional.empty())).move().continuation()).contains(kept);
    assertThat(decider.decide(task, transientFailure(), facts(Optional.of("session-1"))).move().continuation())
        .contains(kept);
    assertThat(decider.decide(task, transientFailure(), facts(Optional.of("session-2"))).move().continuation())
        .contains(new Continuation("session-2", Optional.empty()));
    assertThat(decider.decide(task, completed("done"), facts(Optional.of("session-1"))).move().continuation())
        .contains(new Continuation("session-1", Optional.empty()));
  }

  @Test
  void spentBudgetEndsTheTaskInsteadOfTryingAgain() {
    var cheap = NewTasks.aTask().maxCostUsd(new BigDecimal("0.50"));
    var cost = new Usage(0, 0, 0, 0, 0, 200_000, Duration.ZERO, 0);
    var failure = ((AttemptOutcome.Failed) transientFailure()).failure();
    var outcome = new AttemptOutcome.Failed(failure, cost);

    var within = decide(aClaimedTask().of(cheap).cost(299_999), outcome);
    var spent = decide(aClaimedTask().of(cheap).cost(300_000), outcome);

    assertThat(within.move().to()).isEqualTo(TaskStatus.WAITING);
    assertThat(spent.move().to()).isEqualTo(TaskStatus.FAILED);
    assertThat(spent.move().failure().orElseThrow().errorCode().code()).isEqualTo("budget_exceeded");
    assertThat(spent.move().failure().orElseThrow().message())
        .contains("cost 0.5 USD")
        .contains("may cost 0.50 USD (max_cost)")
        .contains("too busy");
    assertThat(spent.end().failure()).contains(failure);
  }

  @Test
  void spentBudgetDoesNotTakeACompletedResultAway() {
    var cheap = NewTasks.aTask().maxCostUsd(new BigDecimal("0.01"));

    assertThat(decide(aClaimedTask().of(cheap).cost(9_000_000), completed("done")).move().to())
        .isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void everyDecisionIsALegalMoveWithItsEvent() {
    for (var outcome : java.util.List.of(
        completed("x"), transientFailure(), failed(ErrorCategory.USER, false),
        suspended(Optional.empty(), Optional.empty()),
        new AttemptOutcome.Lost("gone", Usage.NONE), new AttemptOutcome.Cancelled("why", Usage.NONE))) {
      for (var facts : java.util.List.of(facts(Optional.empty()), cancelled(), released())) {
        var move = decider.decide(aClaimedTask().build(), outcome, facts).move();
        assertThat(TaskTransitions.isLegal(TaskStatus.RUNNING, move.to())).isTrue();
        assertThat(move.events()).hasSize(1);
        assertThat(move.events().getFirst().data().text("status")).contains(move.to().word());
      }
    }
  }

  @Test
  void messageBeyondItsBoundIsCut() {
    var longMessage = new Failure(ErrorCode.external("broken"), "m".repeat(4_001), "", JsonObject.EMPTY);
    var decision = decide(aClaimedTask(), new AttemptOutcome.Failed(longMessage, Usage.NONE));

    assertThat(decision.move().failure().orElseThrow().message()).hasSize(4_000).endsWith(" ...");
  }
}
