package dev.claudeworker.stream;

import dev.claudeworker.event.EventPublisher;
import dev.claudeworker.event.EventSubscriber;
import dev.claudeworker.event.Subscription;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Events for one reader from a position on, without holes: what was committed before comes from the log, then live events are
 * handed over as they come. A reader that falls behind makes nobody wait and keeps nothing in memory: what does not fit is
 * read from the log again when the reader gets there.
 */
public final class EventFeed implements AutoCloseable {

  /** So many live events wait for the reader before it is sent back to the log. */
  static final int BUFFER = 256;

  /** So many events are read from the log at once. */
  static final int PAGE = 500;

  private final EventPublisher publisher;
  private final Function<EventFilter, EventPage> log;
  private final Optional<TaskId> task;

  /** Guards everything below. Never held while the log is read. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final ArrayDeque<TaskEvent> live = new ArrayDeque<>();
  private long position;
  private boolean behind = true;
  private Optional<Subscription> subscription = Optional.empty();

  /**
   * Creates a feed; nothing is read before the first {@link #next}.
   *
   * @param publisher tells what is committed
   * @param log reads what was committed
   * @param task only events of this task
   * @param position number of the last event that the reader has
   */
  public EventFeed(EventPublisher publisher, Function<EventFilter, EventPage> log, Optional<TaskId> task,
      long position) {
    this.publisher = publisher;
    this.log = log;
    this.task = task;
    this.position = position;
  }

  /**
   * Number of the last event that was given to the reader, or that is known not to be for it.
   *
   * @return the number
   */
  public long position() {
    lock.lock();
    try {
      return position;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next events.
   *
   * @param atMost how long to wait for one
   * @return events in order; empty if none came
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public List<TaskEvent> next(Duration atMost) throws InterruptedException {
    List<TaskEvent> events = takeLive(atMost);
    return events.isEmpty() ? readLog() : events;
  }

  private List<TaskEvent> takeLive(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (!behind && live.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (behind) {
        live.clear();
      }
      List<TaskEvent> events = live.stream().filter(event -> event.sequence() > position).toList();
      live.clear();
      events.stream().reduce((_, last) -> last).ifPresent(last -> position = last.sequence());
      return events;
    } finally {
      lock.unlock();
    }
  }

  /** Subscribes first, so that nothing falls between the log and what is live. */
  private List<TaskEvent> readLog() {
    long after;
    lock.lock();
    try {
      if (subscription.isEmpty()) {
        subscription = Optional.of(publisher.subscribe(this::isWanted, new LiveEvents()));
      }
      behind = false;
      after = position;
    } finally {
      lock.unlock();
    }
    EventPage page = log.apply(new EventFilter(after, task, PAGE));
    lock.lock();
    try {
      boolean more = page.events().size() == PAGE;
      behind |= more;
      position = more ? page.events().getLast().sequence() : Math.max(position, page.head());
      return page.events();
    } finally {
      lock.unlock();
    }
  }

  private boolean isWanted(TaskEvent event) {
    return task.isEmpty() || event.task().equals(task);
  }

  /** Ends it. Closing twice is allowed. */
  @Override
  public void close() {
    Optional<Subscription> standing;
    lock.lock();
    try {
      standing = subscription;
      subscription = Optional.empty();
    } finally {
      lock.unlock();
    }
    standing.ifPresent(Subscription::close);
  }

  /** Takes what the publisher tells; never waits. */
  private final class LiveEvents implements EventSubscriber {

    @Override
    public void onEvent(TaskEvent event) {
      lock.lock();
      try {
        if (live.size() >= BUFFER) {
          behind = true;
        }
        if (!behind) {
          live.add(event);
        }
        changed.signal();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void onDropped(long lastDelivered) {
      lock.lock();
      try {
        behind = true;
        subscription = Optional.empty();
        changed.signal();
      } finally {
        lock.unlock();
      }
    }
  }
}
