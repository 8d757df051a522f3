package dev.claudeworker.stdio;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Keeps what a client sends without waiting for answers in its order: whatever changes something is done before what came after it
 * begins, so that a script can create a task and use it on the next line. One that takes its time holds the others up only for a
 * moment. Requests arrive on one thread.
 */
final class ArrivalOrder {

  private final Duration patience;
  private CompletableFuture<Void> lastChange = CompletableFuture.completedFuture(null);

  /**
   * Creates it.
   *
   * @param patience how long a change holds up what came after it, from the moment it begins
   */
  ArrivalOrder(Duration patience) {
    this.patience = patience;
  }

  /** The place of one request. */
  final class Turn {

    private final CompletableFuture<Void> before;
    private final CompletableFuture<Void> own;

    private Turn(CompletableFuture<Void> before, CompletableFuture<Void> own) {
      this.before = before;
      this.own = own;
    }

    /** Waits until it may begin. */
    void await() throws InterruptedException {
      try {
        before.get();
      } catch (ExecutionException impossible) {
        throw new IllegalStateException("a turn never fails", impossible);
      }
      own.completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** It is over, in whatever way. */
    void end() {
      own.complete(null);
    }
  }

  /** The next request. */
  Turn arrived(boolean changes) {
    CompletableFuture<Void> before = lastChange;
    CompletableFuture<Void> own = changes ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
    if (changes) {
      lastChange = own;
    }
    return new Turn(before, own);
  }
}
