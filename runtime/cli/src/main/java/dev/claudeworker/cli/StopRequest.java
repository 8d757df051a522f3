package dev.claudeworker.cli;

import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of running tasks when the server stops.
 *
 * @param mode the word of the API
 * @param patience how long the server may wait for them; empty = as it is configured
 */
record StopRequest(String mode, Optional<Duration> patience) {

  static final String LEAVE_RUNNING = "leave_running";
  static final String DRAIN = "drain";
  static final String FORCE = "force";

  private static final Duration LONGEST_DRAIN = Duration.ofDays(1);

  /** Waits for them, as long as the server allows unless a time is given. */
  static StopRequest drain(Optional<Duration> patience) {
    return new StopRequest(DRAIN, patience.or(() -> Optional.of(LONGEST_DRAIN)));
  }

  /** Ends them. */
  static StopRequest force() {
    return new StopRequest(FORCE, Optional.empty());
  }

  boolean isDraining() {
    return mode.equals(DRAIN);
  }
}
