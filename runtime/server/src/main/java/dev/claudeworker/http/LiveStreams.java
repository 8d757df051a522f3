package dev.claudeworker.http;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.stream.EventStreamWriter;
import dev.claudeworker.stream.EventStreamWriter.TextSink;
import dev.claudeworker.stream.StreamClosedException;
import dev.claudeworker.stream.StreamFormat;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves live streams, as server-sent events or over a WebSocket, and not too many at once. */
final class LiveStreams {

  private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);

  /** WebSocket status: try again later. */
  private static final short TRY_AGAIN_LATER = 1013;

  private final JsonCodec json;
  private final HttpSettings settings;
  private final Semaphore free;

  LiveStreams(JsonCodec json, HttpSettings settings) {
    this.json = json;
    this.settings = settings;
    this.free = new Semaphore(settings.maxStreams());
  }

  /** Serves one on this thread until it ends; false if there are too many already. */
  boolean serve(HttpServerRequest request, Context eventLoop, String correlationId, Response.Live live)
      throws InterruptedException {
    if (!free.tryAcquire()) {
      return false;
    }
    try {
      if (Head.asksForWebSocket(request)) {
        webSocket(request, eventLoop, correlationId, live);
      } else {
        serverSentEvents(request, eventLoop, correlationId, live);
      }
    } catch (InterruptedException stopping) {
      eventLoop.runOnContext(_ -> request.connection().close());
      throw stopping;
    } catch (StreamClosedException gone) {
      log.info("the stream {} of {} has ended: {}", request.path(), request.remoteAddress(), gone.getMessage());
      eventLoop.runOnContext(_ -> request.connection().close());
    } catch (Exception failed) {
      log.error("the stream {} failed", request.path(), failed);
      eventLoop.runOnContext(_ -> request.connection().close());
    } finally {
      free.release();
    }
    return true;
  }

  Problem tooMany() {
    return Problem.of(503, "too_many_streams", "The server already serves " + settings.maxStreams()
        + " live streams (server.max_streams).", "Close some, or raise server.max_streams.");
  }

  private void serverSentEvents(HttpServerRequest request, Context eventLoop, String correlationId, Response.Live live)
      throws Exception {
    Thread reader = Thread.currentThread();
    HttpServerResponse out = request.response();
    EventLoopCall.await(eventLoop, settings.streamWriteTimeout(), () -> {
      out.setChunked(true)
          .putHeader("Content-Type", ResponseWriter.EVENT_STREAM)
          .putHeader("Cache-Control", "no-store")
          .putHeader(CorrelationId.HEADER, correlationId)
          .putHeader("X-Accel-Buffering", "no");
      out.closeHandler(_ -> reader.interrupt());
      return out.writeHead();
    });
    TextSink sink = text -> EventLoopCall.await(eventLoop, settings.streamWriteTimeout(), () -> out.write(text));
    live.source().run(new EventStreamWriter(sink, StreamFormat.SERVER_SENT_EVENTS, json));
    EventLoopCall.await(eventLoop, settings.streamWriteTimeout(), out::end);
  }

  private void webSocket(HttpServerRequest request, Context eventLoop, String correlationId, Response.Live live)
      throws Exception {
    Thread reader = Thread.currentThread();
    ServerWebSocket socket = EventLoopCall.await(eventLoop, settings.streamWriteTimeout(), () -> {
      request.response().putHeader(CorrelationId.HEADER, correlationId);
      return request.toWebSocket().onSuccess(opened -> opened.closeHandler(_ -> reader.interrupt()));
    });
    try {
      TextSink sink =
          text -> EventLoopCall.await(eventLoop, settings.streamWriteTimeout(), () -> socket.writeTextMessage(text));
      live.source().run(new EventStreamWriter(sink, StreamFormat.WEB_SOCKET, json));
    } catch (StreamClosedException slow) {
      eventLoop.runOnContext(_ -> socket.close(TRY_AGAIN_LATER, slow.getMessage()));
      throw slow;
    }
    EventLoopCall.await(eventLoop, settings.streamWriteTimeout(), socket::close);
  }
}
