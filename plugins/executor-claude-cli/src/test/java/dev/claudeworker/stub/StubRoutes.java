package dev.claudeworker.stub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which path does what; {@code /_stub/...} steers a stub that was started by hand. */
final class StubRoutes {

  private final StubSettings settings;
  private final RequestLog log;
  private final MessagesEndpoint messages;
  private final Runnable reset;

  StubRoutes(StubSettings settings, RequestLog log, MessagesEndpoint messages, Runnable reset) {
    this.settings = settings;
    this.log = log;
    this.messages = messages;
    this.reset = reset;
  }

  void handle(StubConnection connection, StubRequest request)
      throws IOException, InterruptedException {
    if (request.route().startsWith("/_stub/")) {
      control(connection, request);
      return;
    }
    try {
      serve(connection, request);
    } catch (IllegalArgumentException | ClassCastException e) {
      String what = "the stub cannot use this request: " + e.getMessage();
      connection.sendJson(
          400, ApiError.body(400, Optional.empty(), Optional.of(what)), Map.of());
    }
  }

  private void serve(StubConnection connection, StubRequest request)
      throws IOException, InterruptedException {
    switch (request.method() + " " + request.route()) {
      case "POST /v1/messages" -> {
        MessagesRequest body = MessagesRequest.of(request);
        record(log.add(number -> LoggedRequest.of(number, request, body)), request);
        messages.answer(connection, body);
      }
      case "POST /v1/messages/count_tokens" -> {
        note(request);
        int tokens = Math.max(1, request.body().length / 4);
        connection.sendJson(200, Map.of("input_tokens", tokens), Map.of());
      }
      case "GET /v1/models" -> {
        note(request);
        connection.sendJson(200, Map.of("data", List.of(), "has_more", false), Map.of());
      }
      default -> {
        note(request);
        if (request.method().equals("HEAD")) {
          connection.sendHead(200);
        } else {
          connection.sendJson(404, ApiError.body(404), Map.of());
        }
      }
    }
  }

  private void control(StubConnection connection, StubRequest request) throws IOException {
    switch (request.method() + " " + request.route()) {
      case "GET /_stub/health" -> connection.sendJson(200, Map.of("ok", true), Map.of());
      case "GET /_stub/requests" -> connection.sendJson(200, Map.of(
          "requests", log.all().stream().map(LoggedRequest::toJson).toList(),
          "active", messages.active(),
          "peak", messages.peak()), Map.of());
      case "POST /_stub/faults" -> {
        messages.queueFaults(request.text());
        connection.sendJson(200, Map.of("ok", true), Map.of());
      }
      case "POST /_stub/reset" -> {
        connection.sendJson(200, Map.of("ok", true), Map.of());
        reset.run();
      }
      default -> connection.sendJson(404, ApiError.body(404), Map.of());
    }
  }

  private void note(StubRequest request) throws IOException {
    record(log.add(number -> LoggedRequest.of(number, request)), request);
  }

  private void record(LoggedRequest entry, StubRequest request) throws IOException {
    if (settings.log().isPresent()) {
      Files.writeString(
          settings.log().get(), JsonWriter.write(entry.toJson()) + "\n", StandardCharsets.UTF_8,
          StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    if (settings.dump().isPresent()) {
      Path file = settings.dump().get().resolve("%04d.json".formatted(entry.number()));
      Files.write(file, request.body());
    }
  }
}
