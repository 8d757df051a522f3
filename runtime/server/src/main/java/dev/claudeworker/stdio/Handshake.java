package dev.claudeworker.stdio;

import dev.claudeworker.http.InProcessMcp;
import dev.claudeworker.http.InProcessMcp.Sent;
import dev.claudeworker.mcp.RpcMessage;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.Map;
import java.util.Optional;

/** What a client with a handshake settled. A session that was idle for too long is opened again without its knowledge. */
final class Handshake {

  private final InProcessMcp endpoint;

  /** All guarded by this. */
  private Optional<JsonObject> asked = Optional.empty();
  private Map<String, String> headers = Map.of();

  Handshake(InProcessMcp endpoint) {
    this.endpoint = endpoint;
  }

  /** Opens a session; every message after it carries what was settled. */
  synchronized Sent open(JsonObject initialize, Map<String, String> always) throws InterruptedException {
    Sent sent = endpoint.send("POST", Optional.of(initialize), always, _ -> {});
    if (sent.session().isPresent()) {
      asked = Optional.of(initialize);
      headers = Map.of("Mcp-Session-Id", sent.session().get(), "MCP-Protocol-Version", version(sent));
    }
    return sent;
  }

  /** Opens it again if it is still the one that was not found; false if there never was one. */
  synchronized boolean openAgain(Map<String, String> unknown, Map<String, String> always)
      throws InterruptedException {
    if (asked.isEmpty()) {
      return false;
    }
    return !headers.equals(unknown) || open(asked.get(), always).session().isPresent();
  }

  synchronized Map<String, String> headers() {
    return headers;
  }

  private static String version(Sent sent) {
    return sent.answer()
        .flatMap(answer -> answer.get("result"))
        .flatMap(result -> result instanceof JsonObject object ? object.text("protocolVersion") : Optional.empty())
        .orElse("");
  }

  static boolean isInitialize(RpcMessage message) {
    return message.isRequest() && message.method().equals(Optional.of("initialize"));
  }

  /** The request that a cancellation is about. */
  static Optional<JsonValue> cancelled(RpcMessage message) {
    return message.method().equals(Optional.of("notifications/cancelled")) ? message.params().get("requestId")
        : Optional.empty();
  }
}
