package dev.claudeworker.cli;

import java.time.Duration;

/** How often to ask the server: a tenth of the time waited so far, so that short tasks are noticed at once. */
final class PollPace {

  private static final long SHORTEST_MS = 40;
  private static final long LONGEST_MS = 1_000;
  private static final long SLICE_MS = 100;

  private long waitedMs;

  void pause() throws InterruptedException {
    pause(() -> {});
  }

  /** Pauses, and between its slices lets something be shown. */
  void pause(Runnable tick) throws InterruptedException {
    long left = Math.clamp(waitedMs / 10, SHORTEST_MS, LONGEST_MS);
    waitedMs += left;
    while (left > 0) {
      long slice = Math.min(left, SLICE_MS);
      Thread.sleep(Duration.ofMillis(slice));
      left -= slice;
      tick.run();
    }
  }
}
