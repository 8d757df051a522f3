package dev.claudeworker.event;

import dev.claudeworker.spi.task.TaskEvent;
import java.util.function.Predicate;

/** Tells subscribers what has been committed: after the commit, in order, without gaps, never waiting for anyone. */
public interface EventPublisher {

  /**
   * Subscribes to all events that are committed from now on.
   *
   * @param filter which events; called on the publisher's thread, so cheap and without I/O
   * @param subscriber who gets them
   * @return the subscription
   */
  Subscription subscribe(Predicate<TaskEvent> filter, EventSubscriber subscriber);

  /**
   * Number of the last event that was handed to the subscribers.
   *
   * @return 0 before the first
   */
  long head();

  /**
   * How many subscriptions were ended because their subscribers were too slow.
   *
   * @return the number since the start
   */
  long dropped();
}
