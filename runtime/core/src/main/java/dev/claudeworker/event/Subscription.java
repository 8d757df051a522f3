package dev.claudeworker.event;

/** A standing subscription. */
public interface Subscription extends AutoCloseable {

  /** Ends it; nothing is delivered after this returns, unless called from the subscriber itself. Closing twice is allowed. */
  @Override
  void close();
}
