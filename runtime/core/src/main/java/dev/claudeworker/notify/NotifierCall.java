package dev.claudeworker.notify;

import dev.claudeworker.spi.notify.Delivery;
import dev.claudeworker.spi.notify.Notification;
import dev.claudeworker.spi.notify.Notifier;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One call of a notifier on a thread of its own, which may be interrupted: unlike the thread that reads the task for it, it is
 * never inside the storage.
 */
final class NotifierCall {

  private final CompletableFuture<Delivery> result = new CompletableFuture<>();
  private final Thread thread;

  private NotifierCall(String name, Notifier notifier, Notification notification) {
    thread = Thread.ofVirtual().name("notifier " + name).unstarted(() -> {
      try {
        result.complete(notifier.send(notification));
      } catch (Throwable thrown) {
        result.completeExceptionally(thrown);
      }
    });
  }

  static NotifierCall start(String name, Notifier notifier, Notification notification) {
    var call = new NotifierCall(name, notifier, notification);
    call.thread.start();
    return call;
  }

  /** Waits for its end, or until something else ends the waiting. True if it has ended. */
  boolean await(Duration atMost, CompletableFuture<Void> orUntil) {
    try {
      CompletableFuture.anyOf(result, orUntil).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException waited) {
      return result.isDone();
    } catch (InterruptedException unasked) {
      // Nobody interrupts the waiting thread; were it so, the call is treated as over its time.
      return result.isDone();
    }
    return result.isDone();
  }

  void interrupt() {
    thread.interrupt();
  }

  /** What came of it. Only after its end. */
  Delivery delivery() throws ExecutionException {
    try {
      return result.resultNow();
    } catch (IllegalStateException failed) {
      throw new ExecutionException(result.exceptionNow());
    }
  }
}
