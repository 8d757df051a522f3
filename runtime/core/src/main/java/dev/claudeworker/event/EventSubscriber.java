package dev.claudeworker.event;

import dev.claudeworker.spi.task.TaskEvent;

/** Gets events on a thread of its own, one at a time, in order. What it throws ends its subscription and is logged. */
@FunctionalInterface
public interface EventSubscriber {

  /**
   * An event that is durable.
   *
   * @param event the event
   * @throws Exception if it wants no more
   */
  void onEvent(TaskEvent event) throws Exception;

  /**
   * The last call: it was too slow, events after the given number were not delivered, and the subscription has ended. It can
   * read the log from there and subscribe again.
   *
   * @param lastDelivered number of the last event it was given, or that was committed before it subscribed
   */
  default void onDropped(long lastDelivered) {}
}
