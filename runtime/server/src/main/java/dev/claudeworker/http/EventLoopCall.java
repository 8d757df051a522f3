package dev.claudeworker.http;

import dev.claudeworker.stream.StreamClosedException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Lets a virtual thread do something on an event loop and waits for it. */
final class EventLoopCall {

  private EventLoopCall() {}

  /** What the action gives; fails if the other end is gone, or takes nothing for a time. */
  static <T> T await(Context eventLoop, Duration atMost, Supplier<Future<T>> action)
      throws InterruptedException, StreamClosedException {
    Promise<T> promise = Promise.promise();
    eventLoop.runOnContext(_ -> {
      try {
        action.get().onComplete(promise);
      } catch (RuntimeException closed) { // Vert.x throws IllegalStateException when the connection is gone
        promise.fail(closed);
      }
    });
    try {
      return promise.future().toCompletionStage().toCompletableFuture().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw new StreamClosedException(
          "it took nothing for " + atMost.toMillis() + " ms (server.stream_write_timeout)");
    } catch (ExecutionException failed) {
      throw new StreamClosedException(String.valueOf(failed.getCause()));
    }
  }
}
