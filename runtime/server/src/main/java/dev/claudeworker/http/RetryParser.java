package dev.claudeworker.http;

import dev.claudeworker.spi.task.RetryRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the member {@code retry} of a task. */
final class RetryParser {

  private static final Duration MAX_DELAY = Duration.ofDays(1);

  private RetryParser() {}

  static RetryRules parse(BodyReader body, RetryRules defaults) {
    return body.inner("retry").map(retry -> parseInner(retry, defaults)).orElse(defaults);
  }

  private static RetryRules parseInner(BodyReader retry, RetryRules defaults) {
    Duration initial = retry.seconds("initial_delay", MAX_DELAY).orElse(defaults.initialDelay());
    Duration longest = retry.seconds("max_delay", MAX_DELAY).orElse(max(initial, defaults.maxDelay()));
    if (longest.compareTo(initial) < 0) {
      retry.bad("max_delay", "must not be below initial_delay.");
      longest = initial;
    }
    var rules = new RetryRules(
        retry.integer("attempts", 1, 100).map(Math::toIntExact).orElse(defaults.attempts()),
        retry.integer("max_lost", 1, 100).map(Math::toIntExact).orElse(defaults.maxLost()),
        backoff(retry).orElse(defaults.backoff()),
        initial,
        longest,
        retry.number("multiplier", BigDecimal.ONE, BigDecimal.TEN)
            .map(BigDecimal::doubleValue)
            .orElse(defaults.multiplier()),
        retry.number("jitter", BigDecimal.ZERO, BigDecimal.ONE).map(BigDecimal::doubleValue).orElse(defaults.jitter()));
    retry.refuseUnknown();
    return rules;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Optional<RetryRules.Backoff> backoff(BodyReader retry) {
    return retry.text("backoff").flatMap(word -> {
      var form = Arrays.stream(RetryRules.Backoff.values()).filter(value -> word(value).equals(word)).findFirst();
      return form.isPresent() ? form
          : retry.bad("backoff", "must be one of "
              + Arrays.stream(RetryRules.Backoff.values()).map(RetryParser::word).collect(Collectors.joining(", "))
              + ".");
    });
  }

  private static String word(RetryRules.Backoff form) {
    return form.name().toLowerCase(Locale.ROOT);
  }
}
