package dev.claudeworker.cli.mcp;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.Json;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A line of the client.
 *
 * @param text the line as it came, which is what is passed on
 * @param message the same, read
 */
record ClientMessage(String text, JsonObject message) {

  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";

  /** Reads a line; empty if it is no JSON object. */
  static Optional<ClientMessage> of(String line) {
    return Json.parse(line) instanceof JsonObject object ? Optional.of(new ClientMessage(line, object))
        : Optional.empty();
  }

  Optional<JsonValue> id() {
    return message.get("id");
  }

  String method() {
    return Fields.textOrEmpty(message, "method");
  }

  /** Whether an answer is expected. */
  boolean isRequest() {
    return id().isPresent() && !method().isEmpty();
  }

  /** The id of a request; an answer of the client has an id as well, that of a request of the server. */
  Optional<JsonValue> request() {
    return id().filter(_ -> isRequest());
  }

  private JsonObject params() {
    return Fields.object(message, "params");
  }

  /** The revision that a message without a handshake is written in. */
  Optional<String> statelessVersion() {
    return Fields.text(Fields.object(params(), "_meta"), VERSION);
  }

  /** The request that a cancellation is about. */
  Optional<JsonValue> cancelled() {
    return method().equals("notifications/cancelled") ? params().get("requestId") : Optional.empty();
  }

  /** Headers that repeat what stands in a message without a handshake. */
  Map<String, String> statelessHeaders() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("MCP-Protocol-Version", statelessVersion().orElse(""));
    headers.put("Mcp-Method", method());
    Optional<String> name = switch (method()) {
      case "tools/call", "prompts/get" -> params().text("name");
      case "resources/read" -> params().text("uri");
      default -> method().startsWith("tasks/") ? params().text("taskId") : Optional.empty();
    };
    name.ifPresent(value -> headers.put("Mcp-Name", header(value)));
    return headers;
  }

  private static String header(String value) {
    boolean plain = value.matches("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?") && !value.startsWith("=?");
    return plain ? value
        : "=?base64?" + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "?=";
  }
}
