package dev.claudeworker.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletableFuture;

/** Gathers the body of one request on its event loop, and stops at a limit. */
final class BodyCollector {

  private final CompletableFuture<byte[]> result;
  private final long maxBytes;
  private Buffer collected = Buffer.buffer();

  private BodyCollector(CompletableFuture<byte[]> result, long maxBytes) {
    this.result = result;
    this.maxBytes = maxBytes;
  }

  /** Begins to gather; call it on the request's event loop while the request is paused. */
  static void start(HttpServerRequest request, long maxBytes, CompletableFuture<byte[]> result) {
    var collector = new BodyCollector(result, maxBytes);
    request.handler(collector::add);
    request.endHandler(_ -> result.complete(collector.collected.getBytes()));
    request.exceptionHandler(result::completeExceptionally);
    request.resume();
  }

  /** What comes after the limit is read and forgotten, so that the client can see the answer before the connection ends. */
  private void add(Buffer chunk) {
    if (result.isDone()) {
      return;
    }
    if (collected.length() + (long) chunk.length() > maxBytes) {
      collected = Buffer.buffer();
      result.completeExceptionally(new ProblemException(tooLarge(maxBytes)));
      return;
    }
    collected.appendBuffer(chunk);
  }

  static Problem tooLarge(long maxBytes) {
    return Problem.of(413, "body_too_large",
        "The request body is larger than " + maxBytes + " bytes (server.max_body).",
        "Send less, or raise server.max_body.");
  }
}
