package dev.claudeworker.event;

import dev.claudeworker.spi.task.TaskEvent;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits for one subscriber, and the thread that brings it. The thread is never interrupted: it may be in the storage. */
final class SubscriberQueue implements Subscription {

  private static final Logger log = LoggerFactory.getLogger(SubscriberQueue.class);

  private enum State {
    OPEN,
    DROPPED,
    CLOSED
  }

  private final Predicate<TaskEvent> filter;
  private final EventSubscriber subscriber;
  private final int capacity;
  private final Consumer<SubscriberQueue> onEnd;

  /** Guards the fields below. Never held while the subscriber is called. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final ArrayDeque<TaskEvent> waiting = new ArrayDeque<>();
  private State state = State.OPEN;
  private long lastDelivered;

  SubscriberQueue(
      Predicate<TaskEvent> filter,
      EventSubscriber subscriber,
      int capacity,
      long head,
      Consumer<SubscriberQueue> onEnd) {
    this.filter = filter;
    this.subscriber = subscriber;
    this.capacity = capacity;
    this.lastDelivered = head;
    this.onEnd = onEnd;
  }

  void start() {
    Thread.ofVirtual().name("event subscriber").start(this::run);
  }

  /** Adds an event if it is wanted; drops the subscriber if it is too far behind. */
  void offer(TaskEvent event) {
    if (!wants(event)) {
      return;
    }
    lock.lock();
    try {
      if (waiting.size() >= capacity) {
        end(State.DROPPED);
      } else if (state == State.OPEN) {
        waiting.add(event);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends it because it misses events. */
  void drop() {
    lock.lock();
    try {
      end(State.DROPPED);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      end(State.CLOSED);
    } finally {
      lock.unlock();
    }
  }

  // The publisher forgets it at once, so that nothing is kept for a subscriber that hangs.
  private void end(State ended) {
    if (state == State.OPEN) {
      state = ended;
      waiting.clear();
      changed.signal();
      onEnd.accept(this);
    }
  }

  private boolean wants(TaskEvent event) {
    try {
      return filter.test(event);
    } catch (RuntimeException e) {
      log.warn("An event filter failed; its subscription ends", e);
      close();
      return false;
    }
  }

  private void run() {
    try {
      Optional<TaskEvent> next = next();
      while (next.isPresent()) {
        subscriber.onEvent(next.get());
        delivered(next.get());
        next = next();
      }
      if (dropped()) {
        log.warn("An event subscriber was too slow and was dropped after event {}", lastDelivered);
        subscriber.onDropped(lastDelivered);
      }
    } catch (Exception | Error e) {
      log.warn("An event subscriber failed; its subscription ends", e);
      close();
    }
  }

  private Optional<TaskEvent> next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && state == State.OPEN) {
        changed.awaitUninterruptibly();
      }
      return Optional.ofNullable(waiting.poll());
    } finally {
      lock.unlock();
    }
  }

  private void delivered(TaskEvent event) {
    lock.lock();
    try {
      lastDelivered = event.sequence();
    } finally {
      lock.unlock();
    }
  }

  /** Whether it was too slow. */
  boolean dropped() {
    lock.lock();
    try {
      return state == State.DROPPED;
    } finally {
      lock.unlock();
    }
  }
}
