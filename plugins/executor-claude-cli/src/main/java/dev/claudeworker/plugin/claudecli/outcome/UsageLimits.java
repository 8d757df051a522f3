package dev.claudeworker.plugin.claudecli.outcome;

import dev.claudeworker.plugin.claudecli.stream.ApiFailure;
import dev.claudeworker.plugin.claudecli.stream.OneLine;
import dev.claudeworker.plugin.claudecli.stream.RateLimit;
import dev.claudeworker.plugin.claudecli.stream.RunFacts;
import dev.claudeworker.plugin.claudecli.stream.RunResult;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.task.WaitCondition;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Recognises usage limits and rate limits, which are no failures of the task. */
final class UsageLimits {

  private static final int MAX_WORDS = 500;
  private static final int TOO_MANY_REQUESTS = 429;

  /** Kinds of refusal that no waiting ends, unless a window with an end is named. */
  private static final Set<String> MONEY = Set.of("model_requires_usage_credits", "long_context_credits_required");

  private UsageLimits() {}

  /** What to wait for, if a result with an error is a limit. */
  static Optional<WaitCondition> find(RunFacts facts, RunResult result, JudgingRules rules) {
    Optional<RateLimit> window = facts.failure()
        .flatMap(ApiFailure::rateLimit)
        .or(facts::rateLimit)
        .filter(RateLimit::rejected);
    boolean usage = result.apiKind().equals("usage_limit_reached");
    Optional<Instant> end = window.flatMap(RateLimit::resetsAt).filter(instant -> believable(instant, rules));
    boolean onlyMoneyHelps = MONEY.contains(result.apiKind()) && end.isEmpty();
    if (!usage && (!isRateLimit(facts, result) || onlyMoneyHelps)) {
      return Optional.empty();
    }
    JsonObject details = JsonObject.EMPTY
        .with("limit", usage || window.isPresent() ? "usage" : "rate")
        .with("message", OneLine.of(result.words(), MAX_WORDS))
        .with("suggestion", end.isPresent()
            ? "Nothing to do: the task goes on in the same session when the limit ends."
            : "Nothing to do: the task is tried again in the same session, with growing pauses.");
    if (window.isPresent() && !window.get().window().isEmpty()) {
      details = details.with("window", window.get().window());
    }
    return Optional.of(new WaitCondition(WaitReason.USAGE_LIMIT, end, details));
  }

  private static boolean isRateLimit(RunFacts facts, RunResult result) {
    return facts.failure().map(ApiFailure::error).orElse("").equals("rate_limit")
        || result.apiStatus().orElse(0) == TOO_MANY_REQUESTS;
  }

  private static boolean believable(Instant end, JudgingRules rules) {
    return end.isAfter(rules.now()) && !end.isAfter(rules.now().plus(rules.longestWait()));
  }
}
