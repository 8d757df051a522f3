package dev.claudeworker.spi.notify;

/**
 * Tells people what happened. Best effort: the queue never waits for a notifier, and a notification that cannot be
 * delivered is reported in the log and in {@code notifiers list}, nowhere else.
 *
 * <p>Every notifier has a queue of its own, from which it is called by one thread at a time, in the order of the events.
 * It may block, as long as it obeys interruption: a call that takes longer than {@code notify.timeout} is interrupted. While
 * a call does not return, further notifications wait in the bounded queue; the oldest are dropped when it is full. After a
 * restart nothing of the past is told again, so a notifier must not count on seeing every event.
 */
public interface Notifier extends AutoCloseable {

  /**
   * Which events it wants. Asked once, after it was made.
   *
   * @return the selection; {@link EventSelection#DEFAULT} unless overridden
   */
  default EventSelection events() {
    return EventSelection.DEFAULT;
  }

  /**
   * Tells one event. A {@linkplain Notification#isTest test} is told whatever the notifier filters.
   *
   * @param notification what happened
   * @return what became of it, never null
   * @throws InterruptedException if it was interrupted; it then stops at once
   * @throws dev.claudeworker.spi.WorkerException if it could not be told; the message holds no secret
   */
  Delivery send(Notification notification) throws InterruptedException;

  /** Releases what it holds. Called after the last {@link #send} has returned or was given up. Closing twice is allowed. */
  @Override
  default void close() {}
}
