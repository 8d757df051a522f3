package dev.claudeworker.http;

import dev.claudeworker.mcp.McpClient;
import dev.claudeworker.mcp.McpMeta;
import dev.claudeworker.mcp.McpMethods;
import dev.claudeworker.mcp.McpSession;
import dev.claudeworker.mcp.McpSessions;
import dev.claudeworker.mcp.McpVersions;
import dev.claudeworker.mcp.RpcException;
import dev.claudeworker.mcp.RpcMessage;
import dev.claudeworker.mcp.ToolClient;
import dev.claudeworker.openapi.Operation;
import dev.claudeworker.openapi.Schema;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The endpoint of the Model Context Protocol, for clients with a handshake and for those that need none. */
final class McpHandlers {

  static final String PATH = "/mcp";
  static final String SESSION = "Mcp-Session-Id";
  static final String LAST_EVENT = "Last-Event-ID";

  /** Methods that may take long or have something to tell before they are answered. */
  private static final Set<String> SLOW = Set.of("tools/call", "tasks/result");

  private final McpMethods methods;
  private final McpSessions sessions;
  private final McpStreams streams;
  private final ToolCallers callers;
  private final JsonCodec json;

  McpHandlers(McpMethods methods, McpSessions sessions, McpStreams streams, ToolCallers callers, JsonCodec json) {
    this.methods = methods;
    this.sessions = sessions;
    this.streams = streams;
    this.callers = callers;
    this.json = json;
  }

  List<Route> routes() {
    Schema message = Schema.anyObject("A JSON-RPC 2.0 message.");
    return List.of(
        new Route("POST", PATH, Access.KNOWN, this::post, Operation.of("A message of the Model Context Protocol")
            .detail("Revisions 2024-11-05 to 2025-11-25 with a handshake, 2026-07-28 without one.")
            .body(message)
            .answers(200, "The answer, or a stream that ends with it.", message)
            .answersEmpty(202, "A notification was taken.")),
        new Route("GET", PATH, Access.KNOWN, this::get, Operation.of("Notifications for a session")
            .header(SESSION, "The session, from the answer to `initialize`.")
            .header(LAST_EVENT, "Goes on with the stream of this event, after it; also with the answer to a call.")
            .answers(200, "A live stream of messages.", "text/event-stream", Schema.text("Messages."))),
        new Route("DELETE", PATH, Access.KNOWN, this::delete, Operation.of("End a session")
            .header(SESSION, "The session, from the answer to `initialize`.")
            .answersEmpty(204, "It is over.")));
  }

  private Response post(Request request) throws InterruptedException {
    Optional<JsonValue> id = Optional.empty();
    try {
      RpcMessage message = RpcMessage.of(parse(request.body()));
      id = message.id();
      return isStateless(message, request) ? stateless(message, request) : withHandshake(message, request);
    } catch (RpcException refused) {
      return Response.json(refused.httpStatus(), refused.toMessage(id));
    }
  }

  private JsonValue parse(byte[] body) {
    String text = UnicodeText.decode(body).orElseThrow(() -> RpcException.notJson("The message is not valid UTF-8."));
    try {
      return json.parse(text);
    } catch (JsonSyntaxException invalid) {
      throw RpcException.notJson("The message cannot be read: " + invalid.getMessage());
    }
  }

  /** Whoever names a revision in the body, or asks as only the stateless one does; a handshake needs no header. */
  private static boolean isStateless(RpcMessage message, Request request) {
    if (message.metaText(McpMeta.VERSION).isPresent() || message.method().equals(Optional.of("server/discover"))) {
      return true;
    }
    return !message.method().equals(Optional.of("initialize"))
        && request.header(McpHeaders.VERSION).filter(version -> !McpVersions.hasHandshake(version)).isPresent();
  }

  private Response stateless(RpcMessage message, Request request) throws InterruptedException {
    if (!message.isRequest()) {
      return new Response.Empty(202);
    }
    McpHeaders.check(message, request);
    McpMethods.requireMeta(message);
    var client = new McpClient(Optional.empty(), client(message, request));
    return message.method().equals(Optional.of("subscriptions/listen"))
        ? new Response.Live(streams.subscription(message, client))
        : answer(message, client, request);
  }

  private Response withHandshake(RpcMessage message, Request request) throws InterruptedException {
    if (message.isRequest() && message.method().equals(Optional.of("initialize"))) {
      McpMethods.Handshake handshake = methods.initialize(message, client(message, request));
      return Response.ok(message.answer(handshake.result())).withHeader(SESSION, handshake.session().id());
    }
    request.header(McpHeaders.VERSION).filter(version -> !McpVersions.hasHandshake(version)).ifPresent(version -> {
      throw RpcException.unsupportedVersion(version);
    });
    Optional<McpSession> session = session(request);
    if (session.isEmpty()) {
      return noSession(request, message.id());
    }
    if (!message.isRequest()) {
      if (message.method().equals(Optional.of("notifications/cancelled"))) {
        message.params().get("requestId").ifPresent(session.get()::cancel);
      }
      return new Response.Empty(202);
    }
    try {
      return answer(message, new McpClient(session, client(message, request)), request);
    } catch (RpcException refused) {
      // A status would mean the transport: with 404, for example, that the session is over.
      return Response.ok(refused.toMessage(message.id()));
    }
  }

  private Optional<McpSession> session(Request request) {
    return request.header(SESSION).flatMap(sessions::find);
  }

  private static Response noSession(Request request, Optional<JsonValue> id) {
    return request.header(SESSION).isPresent()
        ? Response.json(404, RpcException.invalidRequest(
            "This session is over or unknown; send initialize again.").toMessage(id))
        : Response.json(400, RpcException.invalidRequest(
            "The header " + SESSION + " is missing; send initialize first.").toMessage(id));
  }

  private ToolClient client(RpcMessage message, Request request) {
    return callers.client(request, message.metaText(McpMeta.TOOL_USE));
  }

  /** What may have something to tell before its answer is a stream if the client can take one. */
  private Response answer(RpcMessage message, McpClient client, Request request) throws InterruptedException {
    boolean takesStream =
        request.headers().apply("Accept").stream().anyMatch(accepted -> accepted.contains("text/event-stream"));
    if (takesStream && message.method().filter(SLOW::contains).isPresent()) {
      return streams.call(message, client);
    }
    return Response.ok(methods.answer(message, client, _ -> {}));
  }

  private Response get(Request request) {
    Optional<McpSession> session = session(request);
    if (session.isEmpty()) {
      return noSession(request, Optional.empty());
    }
    Optional<String> last = request.header(LAST_EVENT).filter(id -> !id.isEmpty());
    try {
      return new Response.Live(last.isPresent()
          ? streams.rest(EventPosition.read(last.get()).orElseThrow(McpHandlers::notAPosition), session.get())
          : streams.notifications(new McpClient(session, callers.client(request, Optional.empty()))));
    } catch (RpcException refused) {
      return Response.json(refused.httpStatus(), refused.toMessage(Optional.empty()));
    }
  }

  private static RpcException notAPosition() {
    return RpcException.invalidRequest("The Last-Event-ID is not the id of an event that this server sent.");
  }

  private Response delete(Request request) {
    return request.header(SESSION).filter(sessions::close).isPresent() ? new Response.Empty(204)
        : noSession(request, Optional.empty());
  }
}
