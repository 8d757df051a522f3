package dev.claudeworker.http;

import dev.claudeworker.mcp.ToolClient;
import dev.claudeworker.spi.JsonCodec;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets tools act for whoever calls them. */
final class ToolCallers {

  private final Supplier<RouteTable> routes;
  private final JsonCodec json;

  ToolCallers(Supplier<RouteTable> routes, JsonCodec json) {
    this.routes = routes;
    this.json = json;
  }

  ToolClient client(Request request, Optional<String> callId) {
    return new ToolClient(request.caller().name(), request.correlationId(), callId,
        new InProcessApi(routes, json, request.caller(), request.correlationId()));
  }
}
