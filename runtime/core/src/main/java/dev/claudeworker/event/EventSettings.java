package dev.claudeworker.event;

/**
 * Bounds of the publisher.
 *
 * @param subscriberQueue {@code event.subscriber_queue}: most events that wait for one subscriber; one that is slower is dropped
 * @param maxSubscribers {@code event.max_subscribers}: most subscriptions at once
 * @param inbox {@code event.inbox}: most groups that wait for the publisher; what does not fit is read from the log again
 */
public record EventSettings(int subscriberQueue, int maxSubscribers, int inbox) {

  /** 10,000 events, 1,000 subscribers, 1,000 groups. */
  public static final EventSettings DEFAULT = new EventSettings(10_000, 1_000, 1_000);

  /** Checks the ranges. */
  public EventSettings {
    if (subscriberQueue < 1 || maxSubscribers < 1 || inbox < 1) {
      throw new IllegalArgumentException(
          "event.subscriber_queue, event.max_subscribers and event.inbox are at least 1");
    }
  }
}
