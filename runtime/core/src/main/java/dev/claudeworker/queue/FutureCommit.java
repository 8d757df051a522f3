package dev.claudeworker.queue;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** A unit whose submitter waits for it on its own thread. */
public final class FutureCommit implements Commit {

  private final Unit unit;
  private final CompletableFuture<UnitResult> result = new CompletableFuture<>();

  /** A unit that has not been handed in. */
  public FutureCommit(Unit unit) {
    this.unit = unit;
  }

  @Override
  public Unit unit() {
    return unit;
  }

  @Override
  public void done(UnitResult applied) {
    result.complete(applied);
  }

  @Override
  public void failed(WorkerException failure) {
    result.completeExceptionally(failure);
  }

  /** Waits for the result, whatever else happens to this thread. */
  public UnitResult await() {
    try {
      return result.join();
    } catch (CompletionException e) {
      throw failure(e);
    }
  }

  /** Waits for the result as long as this thread is not interrupted; the unit goes its way all the same. */
  public UnitResult awaitInterruptibly() throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private static RuntimeException failure(Exception e) {
    return e.getCause() instanceof WorkerException failure ? failure : new IllegalStateException(e);
  }
}
