package dev.claudeworker.http;

import dev.claudeworker.mcp.McpParts;
import dev.claudeworker.mcp.ToolCatalog;
import dev.claudeworker.spi.JsonCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the interface of agents is made of.
 *
 * @param catalog the tools
 * @param protocol the protocol over them
 * @param tasks what tasks see
 */
public record ToolInterface(ToolCatalog catalog, McpParts protocol, TaskAudience tasks) {

  List<Route> routes(Supplier<RouteTable> all, JsonCodec json, JsonBody bodies, Duration keepAlive) {
    var callers = new ToolCallers(all, tasks, json);
    List<Route> routes = new ArrayList<>(new ToolHandlers(catalog, protocol.runner(), callers, bodies, json).routes());
    var streams = new McpStreams(protocol.methods(), keepAlive);
    routes.addAll(new McpHandlers(protocol.methods(), protocol.sessions(), streams, callers, json).routes());
    return routes;
  }
}
