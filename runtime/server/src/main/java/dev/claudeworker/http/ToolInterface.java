package dev.claudeworker.http;

import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.json.JsonLimits;
import dev.claudeworker.mcp.McpParts;
import dev.claudeworker.mcp.ToolCatalog;
import dev.claudeworker.security.Caller;
import dev.claudeworker.spi.JsonCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The interface of agents. It can be used alone before the rest of the server is there: handshakes and lists are answered then,
 * and a tool that asks something of the server waits. Safe for use from any thread.
 */
public final class ToolInterface {

  private final McpParts protocol;
  private final FinishedRoutes rest = new FinishedRoutes();
  private final List<Route> routes;

  /**
   * Wires it.
   *
   * @param catalog the tools
   * @param protocol the protocol over them
   * @param tasks what tasks see
   * @param streamKeepAlive {@code server.stream_keep_alive}
   */
  public ToolInterface(ToolCatalog catalog, McpParts protocol, TaskAudience tasks, Duration streamKeepAlive) {
    this.protocol = protocol;
    JsonCodec json = new JacksonJsonCodec(JsonLimits.REQUEST);
    var callers = new ToolCallers(rest, tasks, json);
    var streams = new McpStreams(protocol.methods(), streamKeepAlive);
    var all =
        new ArrayList<>(new ToolHandlers(catalog, protocol.runner(), callers, new JsonBody(json), json).routes());
    all.addAll(new McpHandlers(protocol.methods(), protocol.sessions(), streams, callers, json).routes());
    this.routes = List.copyOf(all);
  }

  /** The way in for an agent in this process; it needs nothing but this. */
  public InProcessMcp inProcess(JsonCodec json, Caller caller, Supplier<UUID> correlationIds) {
    return new InProcessMcp(new RouteTable(routes), json, caller, correlationIds, protocol.methods()::changes);
  }

  /** Its own routes. */
  List<Route> routes() {
    return routes;
  }

  /** Lets tools call the server. */
  void serverIsReady(RouteTable all) {
    rest.set(all);
  }
}
