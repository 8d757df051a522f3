package dev.claudeworker.retry;

import java.time.Instant;

/** Leaves a failing service alone for a while, then tries it one probe at a time. */
public final class CircuitBreaker {

  private CircuitBreaker() {}

  /** What an attempt says about the service it used. */
  public enum Signal {
    /** It answered. */
    SUCCESS,
    /** It failed or refused. */
    EXTERNAL_FAILURE,
    /** Nothing: cancelled, lost, suspended, or failed for another reason. */
    NONE
  }

  /**
   * The circuit after an attempt.
   *
   * @param rules the bounds
   * @param circuit the circuit before
   * @param signal what the attempt says
   * @param now the moment
   */
  public static Circuit after(CircuitRules rules, Circuit circuit, Signal signal, Instant now) {
    if (signal == Signal.NONE) {
      return circuit;
    }
    boolean success = signal == Signal.SUCCESS;
    return switch (circuit.stateAt(now)) {
      case CLOSED -> success ? Circuit.CLOSED : afterFailure(rules, circuit, now);
      // Attempts that began before it opened say nothing new.
      case OPEN -> circuit;
      case HALF_OPEN -> success ? afterProbe(rules, circuit) : Circuit.openUntil(now.plus(rules.openFor()));
    };
  }

  private static Circuit afterFailure(CircuitRules rules, Circuit circuit, Instant now) {
    int failures = circuit.failures() + 1;
    return failures >= rules.failures()
        ? Circuit.openUntil(now.plus(rules.openFor()))
        : new Circuit(failures, 0, circuit.openUntil());
  }

  private static Circuit afterProbe(CircuitRules rules, Circuit circuit) {
    int successes = circuit.successes() + 1;
    return successes >= rules.successes() ? Circuit.CLOSED : new Circuit(0, successes, circuit.openUntil());
  }
}
