package dev.claudeworker;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something that is opened on a thread of its own while the start goes on. */
final class Opening<T> {

  private final FutureTask<T> task;
  private final Closing<T> closing;

  /** How it is closed. */
  @FunctionalInterface
  interface Closing<T> {
    void close(T opened) throws Exception;
  }

  private Opening(FutureTask<T> task, Closing<T> closing) {
    this.task = task;
    this.closing = closing;
  }

  /** Begins. */
  static <T> Opening<T> begin(String thread, Callable<T> work, Closing<T> closing) {
    var task = new FutureTask<>(work);
    Thread.ofPlatform().name(thread).daemon().start(task);
    return new Opening<>(task, closing);
  }

  /** Waits for it; throws what it threw. */
  T await() throws Exception {
    try {
      return task.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    }
  }

  /** Waits for its end and closes what came of it. */
  void close() throws Exception {
    try {
      task.get();
    } catch (ExecutionException _) {
      // There is nothing to close, and whoever waited for it was told why.
      return;
    }
    closing.close(task.resultNow());
  }
}
