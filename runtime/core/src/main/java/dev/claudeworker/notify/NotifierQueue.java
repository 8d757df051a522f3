package dev.claudeworker.notify;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.EventSelection;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;
import dev.claudeworker.spi.task.TaskEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits for one notifier, and the thread that brings it, one notification at a time. */
final class NotifierQueue {

  private static final Logger log = LoggerFactory.getLogger(NotifierQueue.class);
  private static final Duration UNTIL_IT_RETURNS = Duration.ofDays(365);

  /** An event to tell, and who waits to hear what became of it (only of a test). */
  private record Waiting(TaskEvent event, Optional<CompletableFuture<Delivery>> answer) {

    boolean isTest() {
      return answer.isPresent();
    }

    void answer(WorkerException failure) {
      answer.ifPresent(test -> test.completeExceptionally(failure));
    }
  }

  private final String name;
  private final Notifier notifier;
  private final EventSelection events;
  private final Function<TaskEvent, Notification> preparing;
  private final NotifySettings settings;
  private final InstantSource clock;
  private final NotifierTally tally;
  private final Thread thread;

  /** Completed when the running call shall not be waited for any longer. */
  private final CompletableFuture<Void> givenUp = new CompletableFuture<>();

  /** Guards the fields below. Never held while the notifier or the storage is called. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private boolean ending;

  /** A queue that has not started. Asks the notifier which events it wants. */
  NotifierQueue(
      String name, Notifier notifier, Function<TaskEvent, Notification> preparing, NotifySettings settings,
      InstantSource clock) {
    this.name = name;
    this.notifier = notifier;
    this.events = notifier.events();
    this.preparing = preparing;
    this.settings = settings;
    this.clock = clock;
    this.tally = new NotifierTally(name);
    this.thread = Thread.ofVirtual().name("notifications of " + name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  boolean wants(TaskEvent event) {
    return events.contains(event.type());
  }

  NotifierStatus status() {
    lock.lock();
    try {
      return tally.status(waiting.size());
    } finally {
      lock.unlock();
    }
  }

  /** Adds an event; the oldest makes room. Never waits. */
  void offer(TaskEvent event) {
    lock.lock();
    try {
      if (ending) {
        tally.dropped(1, "the server stops");
        return;
      }
      if (waiting.size() >= settings.queue()) {
        waiting.remove().answer(NotifyErrors.dropped(name));
        tally.dropped(1, "more than " + settings.queue() + " wait (notify.queue)");
      }
      waiting.add(new Waiting(event, Optional.empty()));
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Adds a test before everything else. */
  CompletableFuture<Delivery> offerTest(TaskEvent event) {
    var answer = new CompletableFuture<Delivery>();
    lock.lock();
    try {
      if (ending || tally.hanging()) {
        answer.completeExceptionally(ending ? NotifyErrors.dropped(name) : NotifyErrors.hanging(name));
      } else {
        waiting.addFirst(new Waiting(event, Optional.of(answer)));
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
    return answer;
  }

  /** Takes no more; what waits is still told. */
  void end() {
    lock.lock();
    try {
      ending = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for its end. True if it has ended. */
  boolean join(Duration atMost) {
    try {
      return thread.join(atMost);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Drops what waits and interrupts the running call. */
  void giveUp() {
    lock.lock();
    try {
      ending = true;
      tally.dropped(waiting.size(), "the server stops");
      waiting.forEach(entry -> entry.answer(NotifyErrors.dropped(name)));
      waiting.clear();
      changed.signal();
    } finally {
      lock.unlock();
    }
    givenUp.complete(null);
  }

  private void run() {
    Optional<Waiting> next = next();
    while (next.isPresent()) {
      tell(next.get());
      next = next();
    }
    tally.sayDropped();
    close();
  }

  private Optional<Waiting> next() {
    lock.lock();
    try {
      if (waiting.isEmpty()) {
        tally.sayDropped();
      }
      while (waiting.isEmpty() && !ending) {
        changed.awaitUninterruptibly();
      }
      return Optional.ofNullable(waiting.poll());
    } finally {
      lock.unlock();
    }
  }

  private void tell(Waiting entry) {
    if (!entry.isTest() && entry.event().at().plus(settings.maxAge()).isBefore(clock.instant())) {
      tally.dropped(1, "they are older than " + NotifyErrors.text(settings.maxAge()) + " (notify.max_age)");
      return;
    }
    try {
      Delivery delivery = call(preparing.apply(entry.event()), entry);
      tally.ended(delivery);
      entry.answer().ifPresent(test -> test.complete(delivery));
    } catch (ExecutionException | RuntimeException | Error failed) {
      WorkerException failure = NotifyErrors.failed(name, failed);
      tally.failed(failure);
      entry.answer(failure);
    }
  }

  private Delivery call(Notification notification, Waiting entry) throws ExecutionException {
    NotifierCall call = NotifierCall.start(name, notifier, notification);
    if (call.await(settings.timeout(), givenUp)) {
      return call.delivery();
    }
    WorkerException overdue =
        givenUp.isDone() ? NotifyErrors.dropped(name) : NotifyErrors.overdue(name, settings.timeout());
    call.interrupt();
    if (!call.await(settings.grace(), new CompletableFuture<>())) {
      awaitHanging(call, entry, overdue);
    }
    throw new ExecutionException(overdue);
  }

  /** One thread at a time is promised to a notifier, so while a call hangs nothing else can be told. */
  private void awaitHanging(NotifierCall call, Waiting entry, WorkerException overdue) {
    tally.hanging(true);
    entry.answer(overdue);
    log.error("The notifier {} does not react to interruption; nothing is told by it until it returns", name);
    if (call.await(UNTIL_IT_RETURNS, givenUp)) {
      tally.hanging(false);
      log.info("The notifier {} has returned", name);
    }
  }

  private void close() {
    try {
      notifier.close();
    } catch (RuntimeException | Error failed) {
      log.warn("The notifier {} failed to close: {}", name, failed.toString(), failed);
    }
  }
}
