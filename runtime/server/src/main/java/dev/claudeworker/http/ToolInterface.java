package dev.claudeworker.http;

import dev.claudeworker.mcp.McpMethods;
import dev.claudeworker.mcp.McpSessions;
import dev.claudeworker.mcp.ToolCatalog;
import dev.claudeworker.mcp.ToolRunner;
import dev.claudeworker.spi.JsonCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the interface of agents is made of.
 *
 * @param catalog the tools
 * @param runner runs them
 * @param methods answers requests of the protocol
 * @param sessions clients with a handshake
 * @param keepAlive how often a sign of life is sent on an open stream
 */
public record ToolInterface(
    ToolCatalog catalog, ToolRunner runner, McpMethods methods, McpSessions sessions, Duration keepAlive) {

  List<Route> routes(Supplier<RouteTable> all, JsonCodec json, JsonBody bodies) {
    var callers = new ToolCallers(all, json);
    List<Route> routes = new ArrayList<>(new ToolHandlers(catalog, runner, callers, bodies).routes());
    routes.addAll(
        new McpHandlers(methods, sessions, new McpStreams(methods, catalog, keepAlive), callers, json).routes());
    return routes;
  }
}
