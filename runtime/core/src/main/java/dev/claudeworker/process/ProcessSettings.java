package dev.claudeworker.process;

import java.time.Duration;

/**
 * The bounds of the process room.
 *
 * @param limits what a child may use unless its request says otherwise ({@code attempt.grace}, {@code
 *     attempt.max_output})
 * @param shortestPoll how often files and adopted children are looked at while output is coming ({@code
 *     attempt.shortest_poll})
 * @param longestPoll how often while nothing happens ({@code attempt.longest_poll})
 * @param startWait how long an adoption waits for the pid of a child whose start was begun ({@code attempt.start_wait})
 * @param stragglerGrace how long processes that a child left behind may take to end politely ({@code
 *     attempt.straggler_grace})
 * @param killWait how long killed processes may take to be gone before that is reported and no longer waited for, and the
 *     shell of a killed child to write down the exit status before it is killed too ({@code attempt.kill_wait})
 */
public record ProcessSettings(
    ProcessLimits limits,
    Duration shortestPoll,
    Duration longestPoll,
    Duration startWait,
    Duration stragglerGrace,
    Duration killWait) {

  /** The defaults. */
  public static final ProcessSettings DEFAULTS = new ProcessSettings(
      new ProcessLimits(Duration.ofSeconds(10), 1L << 30),
      Duration.ofMillis(20),
      Duration.ofMillis(250),
      Duration.ofSeconds(5),
      Duration.ofSeconds(1),
      Duration.ofSeconds(10));

  /** Refuses poll intervals that are not positive or the wrong way round, and negative waits. */
  public ProcessSettings {
    if (shortestPoll.toMillis() < 1 || longestPoll.compareTo(shortestPoll) < 0) {
      throw new IllegalArgumentException(
          "poll intervals are at least 1 ms, the longest not below the shortest: " + shortestPoll + ", " + longestPoll);
    }
    if (startWait.isNegative() || stragglerGrace.isNegative() || killWait.isNegative()) {
      throw new IllegalArgumentException("the waits of the process room are not negative");
    }
  }
}
