package dev.claudeworker.event;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.task.TaskEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands committed events to the subscribers' queues. Called by the one thread that commits, right after each commit, so the
 * order of numbers is the order of calls. A hole (a commit whose answer was lost, another server's commit) is filled from
 * the log first.
 */
public final class CommittedEvents implements EventPublisher {

  private static final Logger log = LoggerFactory.getLogger(CommittedEvents.class);
  private static final int PAGE = 1_000;

  private final EventSettings settings;
  private final Function<EventFilter, EventPage> eventLog;
  private final CopyOnWriteArrayList<SubscriberQueue> subscribers = new CopyOnWriteArrayList<>();

  /** Serialises deliveries and subscriptions, so that a subscriber misses nothing from its first event on. */
  private final ReentrantLock lock = new ReentrantLock();

  private final LongAdder dropped = new LongAdder();

  private volatile long head;

  /** A publisher without subscribers. */
  public CommittedEvents(EventSettings settings, Function<EventFilter, EventPage> eventLog) {
    this.settings = settings;
    this.eventLog = eventLog;
  }

  /** Takes the position of the log as it stands. Call before the first commit. */
  public void start() {
    head = eventLog.apply(new EventFilter(0, java.util.Optional.empty(), 1)).head();
  }

  /** Ends all subscriptions. */
  public void stop() {
    subscribers.forEach(SubscriberQueue::close);
  }

  @Override
  public long head() {
    return head;
  }

  @Override
  public long dropped() {
    return dropped.sum();
  }

  @Override
  public Subscription subscribe(Predicate<TaskEvent> filter, EventSubscriber subscriber) {
    lock.lock();
    try {
      if (subscribers.size() >= settings.maxSubscribers()) {
        throw new WorkerException(
            ErrorCode.resources("too_many_subscribers"),
            "There are already " + settings.maxSubscribers() + " event subscriptions (event.max_subscribers).",
            "Close other event streams, or raise event.max_subscribers.");
      }
      var queue = new SubscriberQueue(filter, subscriber, settings.subscriberQueue(), head, this::forget);
      subscribers.add(queue);
      queue.start();
      return queue;
    } finally {
      lock.unlock();
    }
  }

  private void forget(SubscriberQueue ended) {
    if (ended.dropped()) {
      dropped.increment();
    }
    subscribers.remove(ended);
  }

  /** Hands on what was committed. Never waits for a subscriber. */
  public void publish(List<TaskEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      if (!subscribers.isEmpty()) {
        fillHole(events.getFirst().sequence());
        events.forEach(this::deliver);
      }
      head = Math.max(head, events.getLast().sequence());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Hands on what the log holds beyond the last event that was told. After a commit whose answer was lost nobody else would:
   * repeating it writes no events, and a watcher would wait for the next commit.
   */
  public void catchUp() {
    try {
      catchUp(eventLog.apply(new EventFilter(head, java.util.Optional.empty(), 1)).head());
    } catch (RuntimeException e) {
      log.warn("The event log could not be read; subscribers get its events with the next commit: {}", e.getMessage());
    }
  }

  /** The same for who knows the last event of the log already. */
  public void catchUp(long last) {
    lock.lock();
    try {
      if (subscribers.isEmpty()) {
        head = Math.max(head, last);
      } else {
        fillHole(last + 1);
      }
    } finally {
      lock.unlock();
    }
  }

  private void deliver(TaskEvent event) {
    if (event.sequence() > head) {
      head = event.sequence();
      subscribers.forEach(subscriber -> subscriber.offer(event));
    }
  }

  private void fillHole(long next) {
    if (next - head - 1 > settings.maxCatchUp()) {
      dropAll(next);
    }
    while (head < next - 1) {
      long before = head;
      read(next - 1).forEach(this::deliver);
      if (head == before) {
        dropAll(next);
      }
    }
  }

  private List<TaskEvent> read(long last) {
    try {
      int limit = (int) Math.min(PAGE, last - head);
      return eventLog.apply(new EventFilter(head, java.util.Optional.empty(), limit)).events();
    } catch (RuntimeException e) {
      log.warn("Events {} to {} could not be read again for the subscribers: {}", head + 1, last, e.getMessage());
      return List.of();
    }
  }

  private void dropAll(long next) {
    log.warn("Events {} to {} were missed; {} subscribers must read the log", head + 1, next - 1, subscribers.size());
    subscribers.forEach(SubscriberQueue::drop);
    head = next - 1;
  }
}
