package dev.claudeworker.http;

import dev.claudeworker.spi.JsonCodec;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/** Answers what is not HTTP, or too much of it, before it becomes a request. */
final class BrokenRequests {

  private final JsonCodec json;
  private final int maxHeaderBytes;

  BrokenRequests(JsonCodec json, int maxHeaderBytes) {
    this.json = json;
    this.maxHeaderBytes = maxHeaderBytes;
  }

  /** Runs on the event loop. */
  void refuse(HttpServerRequest request) {
    Problem problem = problem(request.decoderResult().cause());
    request.response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Response.PROBLEM)
        .putHeader("Connection", "close")
        .end(json.print(problem.toJson()))
        .onComplete(_ -> request.connection().close());
  }

  private Problem problem(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ -> Problem.of(414, "request_line_too_long",
          "The first line of the request is longer than " + maxHeaderBytes + " bytes (server.max_header).",
          "Send long values in the body.");
      case TooLongHttpHeaderException _ -> Problem.of(431, "headers_too_large",
          "The headers of the request are larger than " + maxHeaderBytes + " bytes (server.max_header).",
          "Send fewer or shorter headers, or raise server.max_header.");
      default -> Problem.of(400, "not_http", "The request is not valid HTTP/1.1.", "Use an HTTP client.");
    };
  }
}
