package dev.claudeworker.http;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.stream.EventStreamWriter;
import dev.claudeworker.stream.StreamClosedException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends responses from virtual threads; every touch of the connection happens on its event loop. */
final class ResponseWriter {

  private static final Logger log = LoggerFactory.getLogger(ResponseWriter.class);

  /** How long the rest of an unwanted body is taken in. */
  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final JsonCodec json;
  private final HttpSettings settings;
  private final Semaphore streams;

  ResponseWriter(JsonCodec json, HttpSettings settings) {
    this.json = json;
    this.settings = settings;
    this.streams = new Semaphore(settings.maxStreams());
  }

  /** Sends a response and returns when it is sent or cannot be. */
  void write(HttpServerRequest request, Context eventLoop, String correlationId, Response response)
      throws InterruptedException {
    try {
      switch (response) {
        case Response.Document document -> send(request, eventLoop, correlationId, document,
            Buffer.buffer(json.print(document.body()).getBytes(StandardCharsets.UTF_8)));
        case Response.Bytes bytes -> send(request, eventLoop, correlationId, bytes, Buffer.buffer(bytes.body()));
        case Response.Empty empty -> send(request, eventLoop, correlationId, empty, Buffer.buffer());
        case Response.Live live -> stream(request, eventLoop, correlationId, live);
      }
    } catch (StreamClosedException gone) {
      log.debug("the client of {} {} is gone: {}", request.method(), request.path(), gone.getMessage());
    }
  }

  private void send(HttpServerRequest request, Context eventLoop, String correlationId, Response response, Buffer body)
      throws InterruptedException, StreamClosedException {
    await(eventLoop, () -> {
      HttpServerResponse out = request.response();
      int status = switch (response) {
        case Response.Document document -> document.status();
        case Response.Empty empty -> empty.status();
        case Response.Bytes _,Response.Live _ -> 200;
      };
      out.setStatusCode(status).putHeader(CorrelationId.HEADER, correlationId).putHeader("Cache-Control", "no-store");
      out.putHeader("X-Content-Type-Options", "nosniff");
      if (response instanceof Response.Document document) {
        out.putHeader("Content-Type", document.contentType());
      } else if (response instanceof Response.Bytes) {
        out.putHeader("Content-Type", "application/octet-stream");
      }
      response.headers().forEach(out::putHeader);
      if (!request.isEnded()) {
        return endUnread(request, eventLoop, body);
      }
      return out.end(body);
    });
  }

  /** The body was not wanted: answer, take in for a moment what is on its way, so that the answer is seen, and close. */
  private static Future<Void> endUnread(HttpServerRequest request, Context eventLoop, Buffer body) {
    request.handler(_ -> {});
    request.resume();
    return request.response()
        .putHeader("Connection", "close")
        .end(body)
        .onComplete(_ -> eventLoop.owner().setTimer(DRAIN.toMillis(), _ -> request.connection().close()));
  }

  private void stream(HttpServerRequest request, Context eventLoop, String correlationId, Response.Live live)
      throws InterruptedException, StreamClosedException {
    if (!streams.tryAcquire()) {
      send(request, eventLoop, correlationId, Response.problem(tooManyStreams()), Buffer.buffer(
          json.print(tooManyStreams().toJson()).getBytes(StandardCharsets.UTF_8)));
      return;
    }
    try {
      open(request, eventLoop, correlationId);
      live.source().run(new EventStreamWriter(text -> write(request, eventLoop, text), json));
      await(eventLoop, () -> request.response().end());
    } catch (InterruptedException | StreamClosedException ended) {
      eventLoop.runOnContext(_ -> request.connection().close());
      throw ended;
    } catch (Exception failed) {
      log.error("the stream {} failed", request.path(), failed);
      eventLoop.runOnContext(_ -> request.connection().close());
    } finally {
      streams.release();
    }
  }

  private void open(HttpServerRequest request, Context eventLoop, String correlationId)
      throws InterruptedException, StreamClosedException {
    Thread reader = Thread.currentThread();
    await(eventLoop, () -> {
      HttpServerResponse out = request.response();
      out.setChunked(true)
          .putHeader("Content-Type", "text/event-stream")
          .putHeader("Cache-Control", "no-store")
          .putHeader(CorrelationId.HEADER, correlationId)
          .putHeader("X-Accel-Buffering", "no");
      out.closeHandler(_ -> reader.interrupt());
      return out.writeHead();
    });
  }

  private void write(HttpServerRequest request, Context eventLoop, String text)
      throws InterruptedException, StreamClosedException {
    await(eventLoop, () -> request.response().write(text));
  }

  private Problem tooManyStreams() {
    return Problem.of(503, "too_many_streams", "The server already serves " + settings.maxStreams()
        + " live streams (server.max_streams).", "Close some, or raise server.max_streams.");
  }

  private void await(Context eventLoop, Supplier<Future<Void>> action)
      throws InterruptedException, StreamClosedException {
    Promise<Void> promise = Promise.promise();
    eventLoop.runOnContext(_ -> {
      try {
        action.get().onComplete(promise);
      } catch (RuntimeException closed) { // Vert.x throws IllegalStateException when the connection is gone
        promise.fail(closed);
      }
    });
    try {
      promise.future()
          .toCompletionStage()
          .toCompletableFuture()
          .get(settings.streamWriteTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw new StreamClosedException("it takes nothing any more");
    } catch (ExecutionException failed) {
      throw new StreamClosedException(String.valueOf(failed.getCause()));
    }
  }
}
