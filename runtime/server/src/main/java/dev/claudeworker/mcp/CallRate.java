package dev.claudeworker.mcp;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Counts the calls of each client in the current minute. Safe for use from any thread. */
final class CallRate {

  private static final long WINDOW_MILLIS = Duration.ofMinutes(1).toMillis();

  private final int mostPerMinute;
  private final InstantSource clock;

  /** By client; emptied every minute, so it stays small. Guarded by this. */
  private final Map<String, Integer> calls = new HashMap<>();

  private long window;

  CallRate(int mostPerMinute, InstantSource clock) {
    this.mostPerMinute = mostPerMinute;
    this.clock = clock;
  }

  /** Counts a call; false if it is one too many. */
  synchronized boolean admits(String client) {
    long now = clock.millis() / WINDOW_MILLIS;
    if (now != window) {
      window = now;
      calls.clear();
    }
    return calls.merge(client, 1, Integer::sum) <= mostPerMinute;
  }
}
