package dev.claudeworker.http;

import dev.claudeworker.mcp.ToolClient;
import dev.claudeworker.spi.JsonCodec;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Lets tools act for whoever calls them. */
final class ToolCallers {

  /** Where the client works, percent-encoded: what is sent by the command line, which runs where its user works. */
  static final String DIRECTORY = "Claude-Worker-Directory";

  private final FinishedRoutes routes;
  private final TaskAudience tasks;
  private final JsonCodec json;

  ToolCallers(FinishedRoutes routes, TaskAudience tasks, JsonCodec json) {
    this.routes = routes;
    this.tasks = tasks;
    this.json = json;
  }

  /** A task is asked by nobody where it works; everybody else may say. */
  private static Optional<Path> directory(Request request) {
    return request.acting()
        .map(acting -> acting.task().settings().workingDirectory())
        .or(() -> workingDirectory(request));
  }

  private static Optional<Path> workingDirectory(Request request) {
    try {
      return request.header(DIRECTORY)
          .map(value -> Path.of(URLDecoder.decode(value, StandardCharsets.UTF_8)))
          .filter(Path::isAbsolute);
    } catch (IllegalArgumentException notPath) {
      return Optional.empty();
    }
  }

  ToolClient client(Request request, Optional<String> callId) {
    return new ToolClient(request.caller().name(), request.correlationId(), callId, directory(request),
        tasks.of(request), new InProcessApi(routes, json, request.caller(), request.correlationId()));
  }
}
