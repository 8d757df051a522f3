package dev.claudeworker.notify;

import java.time.Duration;

/**
 * Bounds of notifications.
 *
 * @param queue {@code notify.queue}: most notifications that wait for one notifier; beyond it the oldest are dropped
 * @param timeout {@code notify.timeout}: a call that takes longer is interrupted
 * @param grace {@code notify.grace}: a call that goes on for longer after that counts as hanging
 * @param maxAge {@code notify.max_age}: older events are not told any more
 * @param stopTimeout {@code notify.stop_timeout}: how long a stopping server goes on telling what waits
 */
public record NotifySettings(
    int queue, Duration timeout, Duration grace, Duration maxAge, Duration stopTimeout) {

  /** 1,000 notifications, 30 s for one, 5 s to react to an interruption, 10 minutes of age, 5 s at the stop. */
  public static final NotifySettings DEFAULT = new NotifySettings(
      1_000, Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofSeconds(5));

  /** Checks the ranges. */
  public NotifySettings {
    if (queue < 1 || !timeout.isPositive() || grace.isNegative() || !maxAge.isPositive() || stopTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "notify.queue is at least 1, notify.timeout and notify.max_age are longer than nothing, notify.grace and"
              + " notify.stop_timeout are not negative");
    }
  }
}
