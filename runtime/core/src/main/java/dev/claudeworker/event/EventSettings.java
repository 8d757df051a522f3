package dev.claudeworker.event;

/**
 * Bounds of the publisher.
 *
 * @param subscriberQueue {@code event.subscriber_queue}: most events that wait for one subscriber; one that is slower is dropped
 * @param maxSubscribers {@code event.max_subscribers}: most subscriptions at once
 * @param maxCatchUp {@code event.max_catch_up}: most events read from the log again when some were missed; beyond it all
 *     subscribers are dropped and read the log themselves
 */
public record EventSettings(int subscriberQueue, int maxSubscribers, int maxCatchUp) {

  /** 10,000 events, 2,000 subscribers, 10,000 to catch up. */
  public static final EventSettings DEFAULT = new EventSettings(10_000, 2_000, 10_000);

  /** Checks the ranges. */
  public EventSettings {
    if (subscriberQueue < 1 || maxSubscribers < 1 || maxCatchUp < 1) {
      throw new IllegalArgumentException(
          "event.subscriber_queue, event.max_subscribers and event.max_catch_up are at least 1");
    }
  }
}
