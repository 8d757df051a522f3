package dev.claudeworker.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The whole interface, for what calls it from within. Agents are listened to before it is there; their calls wait for it. */
final class FinishedRoutes {

  private final CompletableFuture<RouteTable> table = new CompletableFuture<>();

  /** From now on it can be called. */
  void set(RouteTable finished) {
    table.complete(finished);
  }

  /** Waits until it can be called. */
  RouteTable await() throws InterruptedException {
    try {
      return table.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("it is never failed", impossible);
    }
  }
}
