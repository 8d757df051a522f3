package dev.claudeworker.worker;

import java.time.Duration;

/**
 * Bounds of the worker.
 *
 * @param slots {@code worker.max_workers}: so many attempts run at once; changeable while running
 * @param pollEvery {@code worker.poll_interval}: the safety net under the signals that wake the worker
 */
public record WorkerSettings(int slots, Duration pollEvery) {

  /** Most slots one server may have. */
  public static final int MAX_SLOTS = 10_000;

  /** 4 slots, 5 s. */
  public static final WorkerSettings DEFAULT = new WorkerSettings(4, Duration.ofSeconds(5));

  /** Checks the ranges. */
  public WorkerSettings {
    checkSlots(slots);
    if (!pollEvery.isPositive()) {
      throw new IllegalArgumentException("worker.poll_interval is more than 0");
    }
  }

  static void checkSlots(int slots) {
    if (slots < 0 || slots > MAX_SLOTS) {
      throw new IllegalArgumentException("worker.max_workers is 0 to " + MAX_SLOTS + ", not " + slots);
    }
  }
}
