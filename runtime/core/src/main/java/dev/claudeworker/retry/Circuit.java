package dev.claudeworker.retry;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known about the health of one service.
 *
 * @param failures external failures in a row while closed
 * @param successes successful probes in a row while half open
 * @param openUntil until when nothing is tried; empty = closed
 */
public record Circuit(int failures, int successes, Optional<Instant> openUntil) {

  /** A service of which nothing bad is known. */
  public static final Circuit CLOSED = new Circuit(0, 0, Optional.empty());

  /** A circuit that was found open. */
  public static Circuit openUntil(Instant until) {
    return new Circuit(0, 0, Optional.of(until));
  }

  /** Where it stands. */
  public enum State {
    /** Everything is tried. */
    CLOSED,
    /** Nothing is tried. */
    OPEN,
    /** One probe at a time is tried. */
    HALF_OPEN
  }

  /** Where it stands at a moment: an open circuit becomes half open by time alone. */
  public State stateAt(Instant now) {
    return openUntil.map(until -> now.isBefore(until) ? State.OPEN : State.HALF_OPEN).orElse(State.CLOSED);
  }
}
