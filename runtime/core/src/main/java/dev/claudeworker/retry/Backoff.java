package dev.claudeworker.retry;

import dev.claudeworker.spi.task.RetryRules;
import java.time.Duration;

/** How long to wait after a failure. */
public final class Backoff {

  private Backoff() {}

  /**
   * The wait after a failure.
   *
   * @param rules the task's rules
   * @param failure which counted failure it is, from 1
   * @param draw a random number, 0 (inclusive) to 1 (exclusive), that places the wait within its jitter
   * @return never longer than the rules allow
   */
  public static Duration delay(RetryRules rules, int failure, double draw) {
    double most = rules.maxDelay().toMillis();
    double base = Math.min(rules.initialDelay().toMillis() * growth(rules, failure), most);
    double drawn = base * (1 + rules.jitter() * (2 * draw - 1));
    return Duration.ofMillis(Math.round(Math.min(drawn, most)));
  }

  // Doubles, because 10^100 is a legal product here; the bound is applied before anything becomes whole milliseconds.
  private static double growth(RetryRules rules, int failure) {
    return switch (rules.backoff()) {
      case EXPONENTIAL -> Math.pow(rules.multiplier(), failure - 1);
      case LINEAR -> failure;
      case FIBONACCI -> fibonacci(failure);
      case FIXED -> 1;
    };
  }

  private static double fibonacci(int n) {
    double previous = 0;
    double current = 1;
    for (int i = 1; i < n; i++) {
      double next = previous + current;
      previous = current;
      current = next;
    }
    return current;
  }
}
