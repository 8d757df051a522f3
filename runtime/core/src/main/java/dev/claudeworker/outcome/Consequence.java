package dev.claudeworker.outcome;

import static dev.claudeworker.queue.TaskTransition.CANCELLED_BY_REQUEST;
import static dev.claudeworker.queue.TaskTransition.COMPLETED_BY_ATTEMPT;
import static dev.claudeworker.queue.TaskTransition.FAILED_FOR_GOOD;
import static dev.claudeworker.queue.TaskTransition.RELEASED;
import static dev.claudeworker.queue.TaskTransition.RETRY_AT_ONCE;
import static dev.claudeworker.queue.TaskTransition.RETRY_LATER;
import static dev.claudeworker.queue.TaskTransition.SUSPENDED;

import dev.claudeworker.event.EventDrafts;
import dev.claudeworker.queue.ClaimOrder;
import dev.claudeworker.retry.CircuitBreaker.Signal;
import dev.claudeworker.retry.RetryDecision;
import dev.claudeworker.retry.RetryPolicy;
import dev.claudeworker.retry.Suspension;
import dev.claudeworker.retry.SuspensionRules;
import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.storage.TaskCounters;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitCondition;
import dev.claudeworker.spi.task.WaitReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What follows for one task from each kind of end. */
final class Consequence {

  private static final Set<String> PASSING = Set.of(WaitReason.USAGE_LIMIT, WaitReason.RESOURCES);

  private final ClaimedTask claimed;
  private final Usage usage;
  private final AttemptFacts facts;
  private final SuspensionRules suspension;
  private final ClaimOrder order;
  private final String actor;

  Consequence(
      ClaimedTask claimed,
      Usage usage,
      AttemptFacts facts,
      SuspensionRules suspension,
      ClaimOrder order,
      String actor) {
    this.claimed = claimed;
    this.usage = usage;
    this.facts = facts;
    this.suspension = suspension;
    this.order = order;
    this.actor = actor;
  }

  Decision completed(TaskResult result) {
    return decision(COMPLETED_BY_ATTEMPT)
        .attempt(AttemptStatus.COMPLETED, false)
        .counters(withoutSuspensions())
        .result(result)
        .signal(Signal.SUCCESS)
        .build();
  }

  Decision cancelled(String reason) {
    return decision(CANCELLED_BY_REQUEST)
        .attempt(AttemptStatus.CANCELLED, false)
        .data("reason", reason)
        .build();
  }

  Decision released(String reason) {
    return decision(RELEASED)
        .attempt(AttemptStatus.LOST, false)
        .failure(Failures.lost(reason))
        .keepsLastFailure(state().failure())
        .data("reason", reason)
        .build();
  }

  Decision failed(Failure failure) {
    var counters = new TaskCounters(state().failuresCounted() + 1, state().lost(), 0);
    var retry =
        RetryPolicy.afterFailure(
            claimed.task().settings().retry(), failure, counters.failuresCounted(), facts.now(), facts.draw());
    return switch (retry) {
      case RetryDecision.RetryAt(var at) ->
          withinBudget(
              AttemptStatus.FAILED, true, failure, () -> retried(AttemptStatus.FAILED, true, failure, counters, at));
      case RetryDecision.GiveUp(var why) -> ended(AttemptStatus.FAILED, true, failure, counters, why);
    };
  }

  Decision lost(String reason) {
    var counters = new TaskCounters(state().failuresCounted(), state().lost() + 1, state().suspensions());
    var retry = RetryPolicy.afterLoss(claimed.task().settings().retry(), counters.lost(), facts.now());
    return switch (retry) {
      case RetryDecision.RetryAt(var at) -> {
        var failure = Failures.lost(reason);
        yield withinBudget(
            AttemptStatus.LOST, false, failure, () -> retried(AttemptStatus.LOST, false, failure, counters, at));
      }
      case RetryDecision.GiveUp(var why) ->
          ended(AttemptStatus.LOST, false, Failures.lostTooOften(reason, why), counters, why);
    };
  }

  Decision suspended(WaitCondition condition, Optional<GateScope> closes) {
    var failure = Failures.suspended(condition);
    return withinBudget(AttemptStatus.SUSPENDED, false, failure, () -> waiting(condition, closes, failure));
  }

  private Decision waiting(WaitCondition condition, Optional<GateScope> closes, Failure failure) {
    int suspensions = state().suspensions() + 1;
    // These are known to pass by themselves; everything else without an end waits for a signal.
    boolean endsByItself = condition.until().isPresent() || PASSING.contains(condition.code());
    Optional<Instant> until =
        endsByItself
            ? Optional.of(Suspension.until(suspension, condition.until(), suspensions, facts.now()))
            : Optional.empty();
    var gate = closes.map(scope -> new Gate(scope, condition.code(), facts.now(), until, condition.details()));
    var builder =
        decision(SUSPENDED)
            .attempt(AttemptStatus.SUSPENDED, false)
            .counters(new TaskCounters(state().failuresCounted(), state().lost(), suspensions))
            .failure(failure)
            .waits(new WaitReason(condition.code(), until, condition.details()));
    gate.map(this::close).ifPresent(builder::gate);
    return builder.build();
  }

  private GateChange close(Gate gate) {
    String correlationId = claimed.task().settings().origin().correlationId();
    return new GateChange.Close(gate, EventDrafts.gateClosed(gate, actor, correlationId));
  }

  private Decision retried(AttemptStatus status, boolean counted, Failure failure, TaskCounters counters, Instant at) {
    boolean atOnce = !at.isAfter(facts.now());
    var builder =
        decision(atOnce ? RETRY_AT_ONCE : RETRY_LATER)
            .attempt(status, counted)
            .counters(counters)
            .failure(failure)
            .signal(signal(failure));
    return atOnce
        ? builder.claimOrder(order.of(claimed.task(), facts.now())).build()
        : builder.waits(new WaitReason(WaitReason.RETRY, Optional.of(at), retryDetails(failure))).build();
  }

  private Decision ended(
      AttemptStatus status, boolean counted, Failure failure, TaskCounters counters, String why) {
    return decision(FAILED_FOR_GOOD)
        .attempt(status, counted)
        .counters(counters)
        .failure(failure)
        .signal(signal(failure))
        .data("gave_up", why)
        .build();
  }

  /** Further attempts cost more, so a spent budget ends the task instead. */
  private Decision withinBudget(AttemptStatus status, boolean counted, Failure failure, Supplier<Decision> next) {
    Optional<BigDecimal> max = claimed.task().settings().maxCostUsd();
    long spent = state().usage().plus(usage).costMicrosUsd();
    if (max.isEmpty() || BigDecimal.valueOf(spent).compareTo(max.get().movePointRight(6)) < 0) {
      return next.get();
    }
    var exceeded = Failures.budgetExceeded(spent, max.get(), Optional.of(failure));
    var counters = new TaskCounters(state().failuresCounted() + (counted ? 1 : 0), state().lost(), 0);
    return decision(FAILED_FOR_GOOD)
        .attempt(status, counted)
        .attemptFailure(failure)
        .counters(counters)
        .failure(exceeded)
        .signal(signal(failure))
        .build();
  }

  private static Signal signal(Failure failure) {
    return failure.errorCode().category() == ErrorCategory.EXTERNAL ? Signal.EXTERNAL_FAILURE : Signal.NONE;
  }

  private static JsonObject retryDetails(Failure failure) {
    return JsonObject.EMPTY.with("code", failure.errorCode().code()).with("message", failure.message());
  }

  private TaskState state() {
    return claimed.task().state();
  }

  private TaskCounters withoutSuspensions() {
    return new TaskCounters(state().failuresCounted(), state().lost(), 0);
  }

  private DecisionBuilder decision(dev.claudeworker.queue.TaskTransition transition) {
    return new DecisionBuilder(transition, claimed, usage, facts, actor);
  }
}
