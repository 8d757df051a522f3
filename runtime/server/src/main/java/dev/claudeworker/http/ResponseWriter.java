package dev.claudeworker.http;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.stream.StreamClosedException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends responses from virtual threads; every touch of the connection happens on its event loop. */
final class ResponseWriter {

  static final String EVENT_STREAM = "text/event-stream";

  private static final Logger log = LoggerFactory.getLogger(ResponseWriter.class);

  /** How long the rest of an unwanted body is taken in. */
  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final JsonCodec json;
  private final HttpSettings settings;
  private final LiveStreams streams;

  ResponseWriter(JsonCodec json, HttpSettings settings, LiveStreams streams) {
    this.json = json;
    this.settings = settings;
    this.streams = streams;
  }

  /** A response with a body of known length. */
  private record Plain(int status, Optional<String> contentType, Map<String, String> headers, Buffer body) {}

  /** Sends a response and returns when it is sent or cannot be. */
  void write(HttpServerRequest request, Context eventLoop, String correlationId, Response response)
      throws InterruptedException {
    Optional<Plain> plain = plain(request, response);
    if (plain.isEmpty() && response instanceof Response.Live live
        && !streams.serve(request, eventLoop, correlationId, live)) {
      plain = Optional.of(document(Response.problem(streams.tooMany())));
    }
    if (plain.isPresent()) {
      send(request, eventLoop, correlationId, plain.get());
    }
  }

  /** Empty for a live stream; one that only its head is asked of is as good as a document. */
  private Optional<Plain> plain(HttpServerRequest request, Response response) {
    return switch (response) {
      case Response.Document document -> Optional.of(document(document));
      case Response.Bytes bytes -> Optional.of(
          new Plain(bytes.status(), Optional.of(bytes.contentType()), bytes.headers(), Buffer.buffer(bytes.body())));
      case Response.Empty empty -> Optional.of(
          new Plain(empty.status(), Optional.empty(), empty.headers(), Buffer.buffer()));
      case Response.Live _ when request.method().equals(HttpMethod.HEAD) -> Optional.of(
          new Plain(200, Optional.of(EVENT_STREAM), Map.of(), Buffer.buffer()));
      case Response.Live _ -> Optional.empty();
    };
  }

  private Plain document(Response.Document document) {
    return new Plain(document.status(), Optional.of(document.contentType()), document.headers(),
        Buffer.buffer(json.print(document.body()).getBytes(StandardCharsets.UTF_8)));
  }

  private void send(HttpServerRequest request, Context eventLoop, String correlationId, Plain plain)
      throws InterruptedException {
    try {
      EventLoopCall.await(eventLoop, settings.streamWriteTimeout(), () -> {
        HttpServerResponse out = request.response();
        out.setStatusCode(plain.status())
            .putHeader(CorrelationId.HEADER, correlationId)
            .putHeader("Cache-Control", "no-store")
            .putHeader("X-Content-Type-Options", "nosniff");
        plain.contentType().ifPresent(type -> out.putHeader("Content-Type", type));
        plain.headers().forEach(out::putHeader);
        if (request.method().equals(HttpMethod.HEAD)) {
          out.putHeader("Content-Length", String.valueOf(plain.body().length()));
        }
        return request.isEnded() ? out.end(plain.body()) : endUnread(request, eventLoop, plain.body());
      });
    } catch (StreamClosedException gone) {
      log.debug("the client of {} {} is gone: {}", request.method(), request.path(), gone.getMessage());
      eventLoop.runOnContext(_ -> request.connection().close());
    }
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
}
