package dev.claudeworker.notify;

import dev.claudeworker.event.EventPublisher;
import dev.claudeworker.event.EventSubscriber;
import dev.claudeworker.event.Subscription;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands committed events to notifiers, from the moment of its start on: what happened before is not told. Safe for use from any
 * thread.
 */
public final class NotificationDispatcher implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(NotificationDispatcher.class);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  private final NotifySettings settings;
  private final EventPublisher events;
  private final Subjects subjects;
  private final InstantSource clock;
  private final ConcurrentSkipListMap<String, NotifierQueue> queues = new ConcurrentSkipListMap<>();
  private Optional<Subscription> subscription = Optional.empty();

  /**
   * A dispatcher that has not started.
   *
   * @param settings its bounds
   * @param events tells what is committed
   * @param subjects finds what events are about
   * @param clock the clock
   */
  public NotificationDispatcher(
      NotifySettings settings, EventPublisher events, Subjects subjects, InstantSource clock) {
    this.settings = settings;
    this.events = events;
    this.subjects = subjects;
    this.clock = clock;
  }

  /** Begins to listen. */
  public synchronized void start() {
    subscription = Optional.of(events.subscribe(this::wanted, new Listener()));
  }

  /**
   * Takes over a notifier, which it closes in the end. One of the same name is ended first.
   *
   * @param name its name
   * @param notifier the notifier
   */
  public void add(String name, Notifier notifier) {
    var queue = new NotifierQueue(name, notifier, this::prepare, settings, clock);
    remove(name);
    queues.put(name, queue);
    queue.start();
  }

  /** Ends a notifier: what waits is told first, within {@code notify.stop_timeout}. Does nothing if there is none. */
  public void remove(String name) {
    Optional.ofNullable(queues.remove(name)).ifPresent(queue -> end(List.of(queue)));
  }

  /** How all notifiers are doing, by name. */
  public List<NotifierStatus> status() {
    return queues.values().stream().map(NotifierQueue::status).toList();
  }

  /**
   * Sends a test and waits for what becomes of it.
   *
   * @param name the notifier
   * @param actor who asks
   * @return what became of it
   * @throws WorkerException if there is no such notifier, or it failed
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public Delivery test(String name, String actor) throws InterruptedException {
    NotifierQueue queue = Optional.ofNullable(queues.get(name))
        .orElseThrow(
            () -> new WorkerException(NotifyErrors.NOT_USED, "No notifier '" + name + "' is in use.",
                "'claude-worker notifiers list' shows all, and why one is not used."));
    Duration atMost = settings.timeout().plus(settings.grace()).multipliedBy(2);
    CompletableFuture<Delivery> answer = queue.offerTest(testEvent(actor, clock.instant()));
    try {
      return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw NotifyErrors.overdue(name, atMost);
    } catch (ExecutionException failed) {
      throw NotifyErrors.failed(name, failed);
    }
  }

  private static TaskEvent testEvent(String actor, Instant now) {
    return new TaskEvent(
        0, Notification.TEST, 1, TaskSettings.DEFAULT_PROJECT, actor, Optional.empty(), Optional.empty(),
        Optional.empty(), "", now, JsonObject.EMPTY);
  }

  /** Tells what waits, within {@code notify.stop_timeout}, and closes all notifiers. Closing twice is allowed. */
  @Override
  public void close() {
    synchronized (this) {
      subscription.ifPresent(Subscription::close);
      subscription = Optional.empty();
    }
    List<NotifierQueue> all = List.copyOf(queues.values());
    queues.clear();
    end(all);
  }

  private void end(List<NotifierQueue> ended) {
    ended.forEach(NotifierQueue::end);
    long deadline = System.nanoTime() + settings.stopTimeout().toNanos();
    for (NotifierQueue queue : ended) {
      if (!queue.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
        queue.giveUp();
      }
    }
    for (NotifierQueue queue : ended) {
      if (!queue.join(settings.grace().plus(CLOSE_PATIENCE))) {
        log.error("The notifier {} does not end and is left behind", queue.status().name());
      }
    }
  }

  private boolean wanted(TaskEvent event) {
    return queues.values().stream().anyMatch(queue -> queue.wants(event));
  }

  private Notification prepare(TaskEvent event) {
    Optional<Task> task = event.task().flatMap(id -> found(event, () -> subjects.tasks().apply(id)));
    Optional<Orchestration> orchestration = event.task().isPresent() ? Optional.empty()
        : event.orchestration().flatMap(id -> found(event, () -> subjects.orchestrations().apply(id)));
    return new Notification(event, task, orchestration);
  }

  private static <T> Optional<T> found(TaskEvent event, Supplier<Optional<T>> read) {
    try {
      return read.get();
    } catch (WorkerException failed) {
      log.warn("What event {} ({}) is about could not be read; its notification goes without: {}", event.sequence(),
          event.type(), failed.getMessage());
      return Optional.empty();
    }
  }

  /** Only hands on, so it is never too slow for the publisher. */
  private final class Listener implements EventSubscriber {

    @Override
    public void onEvent(TaskEvent event) {
      queues.values().stream().filter(queue -> queue.wants(event)).forEach(queue -> queue.offer(event));
    }

    @Override
    public void onDropped(long lastDelivered) {
      log.warn("Events after {} were missed; their notifications are not sent", lastDelivered);
      synchronized (NotificationDispatcher.this) {
        if (subscription.isPresent()) {
          start();
        }
      }
    }
  }
}
