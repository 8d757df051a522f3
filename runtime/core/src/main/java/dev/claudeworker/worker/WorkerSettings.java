package dev.claudeworker.worker;

import dev.claudeworker.resource.ResourceSettings;
import java.time.Duration;

/**
 * Bounds of the worker.
 *
 * @param slots {@code worker.max_workers}: so many attempts run at once, with {@code auto} in the beginning; changeable while
 *     running
 * @param auto whether {@code worker.max_workers} is {@code auto}: as many slots as memory and processors allow
 * @param resources what attempts may take from the machine
 * @param pollEvery {@code worker.poll_interval}: the safety net under the signals that wake the worker, in storage that servers
 *     share
 */
public record WorkerSettings(int slots, boolean auto, ResourceSettings resources, Duration pollEvery) {

  /** Most slots one server may have. */
  public static final int MAX_SLOTS = 10_000;

  /** Where nobody else writes, every signal comes from this very process, so it is looked so many times less often. */
  private static final int ALONE_FACTOR = 6;

  /** 4 slots, 5 s. */
  public static final WorkerSettings DEFAULT =
      new WorkerSettings(4, false, ResourceSettings.DEFAULT, Duration.ofSeconds(5));

  /** Checks the ranges. */
  public WorkerSettings {
    checkSlots(slots);
    if (!pollEvery.isPositive()) {
      throw new IllegalArgumentException("worker.poll_interval is more than 0");
    }
  }

  /** So many slots, whatever the machine has: it is not looked at. */
  public WorkerSettings(int slots, Duration pollEvery) {
    this(slots, false, ResourceSettings.UNWATCHED, pollEvery);
  }

  /** How often is looked for what no signal told of. */
  Duration lookEvery(boolean shared) {
    return shared ? pollEvery : pollEvery.multipliedBy(ALONE_FACTOR);
  }

  static void checkSlots(int slots) {
    if (slots < 0 || slots > MAX_SLOTS) {
      throw new IllegalArgumentException("worker.max_workers is 0 to " + MAX_SLOTS + ", not " + slots);
    }
  }
}
