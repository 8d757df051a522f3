package dev.claudeworker.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a suspended task waits. */
public final class Suspension {

  private Suspension() {}

  /**
   * When it is worth trying again.
   *
   * @param rules the bounds
   * @param known when the wait ends, as far as anyone said
   * @param suspensions how many attempts were suspended in a row, this one included
   * @param now the moment
   */
  public static Instant until(SuspensionRules rules, Optional<Instant> known, int suspensions, Instant now) {
    Instant earliest = now.plus(rules.least());
    Instant wanted = known.orElseGet(() -> now.plus(growing(rules, suspensions)));
    return wanted.isBefore(earliest) ? earliest : wanted;
  }

  private static Duration growing(SuspensionRules rules, int suspensions) {
    double millis = rules.first().toMillis() * Math.pow(rules.factor(), suspensions - 1.0);
    return Duration.ofMillis(Math.round(Math.min(millis, rules.longest().toMillis())));
  }
}
