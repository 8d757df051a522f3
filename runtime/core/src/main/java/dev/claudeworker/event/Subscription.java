package dev.claudeworker.event;

/** A standing subscription. */
public interface Subscription extends AutoCloseable {

  /** Ends it. Returns at once; the event that is being delivered may still be at it. Closing twice is allowed. */
  @Override
  void close();
}
