package dev.claudeworker.retry;

import java.time.Duration;

/**
 * When a failing service is left alone.
 *
 * @param failures {@code circuit.failures}: so many external failures in a row open the circuit
 * @param openFor {@code circuit.open_for}: how long nothing is tried
 * @param successes {@code circuit.successes}: so many successful probes in a row close it
 */
public record CircuitRules(int failures, Duration openFor, int successes) {

  /** 5 failures, 60 s, 2 successes. */
  public static final CircuitRules DEFAULT = new CircuitRules(5, Duration.ofSeconds(60), 2);

  /** Checks the ranges. */
  public CircuitRules {
    if (failures < 1 || successes < 1 || !openFor.isPositive()) {
      throw new IllegalArgumentException(
          "circuit.failures and circuit.successes are at least 1, circuit.open_for more than 0");
    }
  }
}
