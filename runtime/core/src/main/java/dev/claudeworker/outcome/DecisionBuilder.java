package dev.claudeworker.outcome;

import dev.claudeworker.event.EventDrafts;
import dev.claudeworker.queue.TaskTransition;
import dev.claudeworker.retry.CircuitBreaker.Signal;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.AttemptEnd;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.storage.TaskCounters;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitReason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts a decision together: whoever decides names only what is special about it. */
final class DecisionBuilder {

  private final TaskTransition transition;
  private final ClaimedTask claimed;
  private final Usage usage;
  private final AttemptFacts facts;
  private final String actor;
  private final List<GateChange> gates = new ArrayList<>();
  private AttemptStatus status = AttemptStatus.LOST;
  private boolean counted;
  private TaskCounters counters;
  private Optional<Failure> attemptFailure = Optional.empty();
  private Optional<Failure> taskFailure = Optional.empty();
  private Optional<TaskResult> result = Optional.empty();
  private Optional<WaitReason> waitReason = Optional.empty();
  private OptionalLong claimOrder = OptionalLong.empty();
  private Signal signal = Signal.NONE;
  private JsonObject data = JsonObject.EMPTY;

  DecisionBuilder(
      TaskTransition transition, ClaimedTask claimed, Usage usage, AttemptFacts facts, String actor) {
    this.transition = transition;
    this.claimed = claimed;
    this.usage = usage;
    this.facts = facts;
    this.actor = actor;
    var state = claimed.task().state();
    this.counters = new TaskCounters(state.failuresCounted(), state.lost(), state.suspensions());
  }

  DecisionBuilder attempt(AttemptStatus ended, boolean countsAsFailure) {
    status = ended;
    counted = countsAsFailure;
    return this;
  }

  DecisionBuilder counters(TaskCounters changed) {
    counters = changed;
    return this;
  }

  /** The failure of the attempt, and of the task unless told otherwise. */
  DecisionBuilder failure(Failure failure) {
    taskFailure = Optional.of(failure);
    attemptFailure = attemptFailure.or(() -> taskFailure);
    return this;
  }

  DecisionBuilder attemptFailure(Failure failure) {
    attemptFailure = Optional.of(failure);
    return this;
  }

  DecisionBuilder keepsLastFailure(Optional<Failure> last) {
    taskFailure = last;
    return this;
  }

  DecisionBuilder result(TaskResult produced) {
    result = Optional.of(produced);
    return this;
  }

  DecisionBuilder waits(WaitReason reason) {
    waitReason = Optional.of(reason);
    return this;
  }

  DecisionBuilder claimOrder(long place) {
    claimOrder = OptionalLong.of(place);
    return this;
  }

  DecisionBuilder gate(GateChange change) {
    gates.add(change);
    return this;
  }

  DecisionBuilder signal(Signal service) {
    signal = service;
    return this;
  }

  DecisionBuilder data(String name, String text) {
    data = data.with(name, text);
    return this;
  }

  Decision build() {
    var end = new AttemptEnd(status, counted, usage, attemptFailure, facts.now());
    var move =
        new TaskMove(
            claimed.task().id(),
            TaskStatus.RUNNING,
            transition.to(),
            waitReason,
            waitReason.flatMap(WaitReason::until),
            claimOrder,
            counters,
            continuation(),
            taskFailure,
            result,
            Optional.empty(),
            facts.now(),
            List.of(event()));
    return new Decision(end, move, gates, signal);
  }

  /**
   * What the next attempt goes on with: what this one saved, else what it was given. The words of a person are kept as long
   * as the same thing is continued, because a lost or failed attempt may never have passed them on.
   */
  private Optional<Continuation> continuation() {
    var given = claimed.continuation();
    return facts
        .savedReference()
        .filter(saved -> given.filter(before -> before.resumeReference().equals(saved)).isEmpty())
        .map(saved -> new Continuation(saved, Optional.empty()))
        .or(() -> transition.to().isFinal() ? given.map(DecisionBuilder::withoutText) : given);
  }

  private static Continuation withoutText(Continuation given) {
    return new Continuation(given.resumeReference(), Optional.empty());
  }

  private EventDraft event() {
    return EventDrafts.attempt(
        transition.eventType(), claimed.task().settings(), claimed.attempt().number(), actor, facts.now(), eventData());
  }

  private JsonObject eventData() {
    var facts = attemptData();
    facts = waitReason.map(reason -> withReason(reason)).orElse(facts);
    if (taskFailure.isPresent() && transition != TaskTransition.RELEASED) {
      var failure = taskFailure.get();
      facts =
          facts
              .with("code", failure.errorCode().code())
              .with("category", failure.errorCode().category().name().toLowerCase(java.util.Locale.ROOT))
              .with("message", failure.message());
    }
    if (result.isPresent() && result.get().deniedToolCalls() > 0) {
      facts = facts.with("denied_tool_calls", result.get().deniedToolCalls());
    }
    return usage.costMicrosUsd() == 0 ? facts : facts.with("cost_usd", usd(usage.costMicrosUsd()));
  }

  private JsonObject attemptData() {
    return data.with("status", transition.to().word())
        .with("attempt_seconds", EventDrafts.seconds(claimed.attempt().started(), facts.now()));
  }

  private JsonObject withReason(WaitReason reason) {
    var named = attemptData().with("wait_reason", reason.code());
    return reason.until().map(until -> named.with("until", until.toString())).orElse(named);
  }

  private static JsonNumber usd(long micros) {
    return new JsonNumber(BigDecimal.valueOf(micros, 6).stripTrailingZeros());
  }
}
