package dev.claudeworker.cli;

import java.time.Duration;

/** How often to ask the server: a tenth of the time waited so far, so that short tasks are noticed at once. */
final class PollPace {

  private static final long SHORTEST_MS = 40;
  private static final long LONGEST_MS = 1_000;

  private long waitedMs;

  void pause() throws InterruptedException {
    long pause = Math.clamp(waitedMs / 10, SHORTEST_MS, LONGEST_MS);
    Thread.sleep(Duration.ofMillis(pause));
    waitedMs += pause;
  }
}
