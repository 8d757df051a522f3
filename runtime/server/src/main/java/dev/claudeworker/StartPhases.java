package dev.claudeworker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.StringJoiner;

/** How long each part of the start took, for the log. */
final class StartPhases {

  private final InstantSource clock;
  private final StringJoiner phases = new StringJoiner(", ");
  private Instant last;

  /** Begins to count when the process began. */
  StartPhases(InstantSource clock, Instant processStarted) {
    this.clock = clock;
    this.last = processStarted;
  }

  /** Notes that a part is done. */
  void done(String name) {
    Instant now = clock.instant();
    phases.add(name + " " + Duration.between(last, now).toMillis() + " ms");
    last = now;
  }

  @Override
  public String toString() {
    return phases.toString();
  }
}
