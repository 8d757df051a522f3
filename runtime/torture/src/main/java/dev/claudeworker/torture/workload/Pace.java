package dev.claudeworker.torture.workload;

import java.time.Duration;

/**
 * How busy a workload is.
 *
 * @param clients how many clients call at once
 * @param longestPause the longest pause of a client between two calls
 * @param longestTaskSeconds how long a child takes at most
 */
public record Pace(int clients, Duration longestPause, double longestTaskSeconds) {

  /** What keeps four slots busy on a small machine. */
  public static final Pace USUAL = new Pace(4, Duration.ofMillis(400), 0.6);
}
