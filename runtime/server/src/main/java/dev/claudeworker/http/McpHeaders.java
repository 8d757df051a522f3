package dev.claudeworker.http;

import dev.claudeworker.mcp.McpMeta;
import dev.claudeworker.mcp.McpVersions;
import dev.claudeworker.mcp.RpcException;
import dev.claudeworker.mcp.RpcMessage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The headers of a stateless request repeat what stands in its body, so that proxies need not read it. Whoever decided by
 * the headers must not have been deceived: both have to say the same.
 */
final class McpHeaders {

  static final String VERSION = "MCP-Protocol-Version";
  static final String METHOD = "Mcp-Method";
  static final String NAME = "Mcp-Name";

  private static final String BASE64_BEGIN = "=?base64?";
  private static final String BASE64_END = "?=";

  /** Which parameter of a method the header of the name repeats. */
  private static final Map<String, String> NAMED_BY =
      Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri",
          "tasks/get", "taskId", "tasks/update", "taskId", "tasks/cancel", "taskId");

  private McpHeaders() {}

  static void check(RpcMessage message, Request request) {
    String version = required(request, VERSION);
    message.metaText(McpMeta.VERSION).ifPresent(inBody -> same(VERSION, version, inBody));
    if (!version.equals(McpVersions.STATELESS)) {
      throw RpcException.unsupportedVersion(version);
    }
    String method = message.method().orElseThrow();
    same(METHOD, required(request, METHOD), method);
    Optional.ofNullable(NAMED_BY.get(method))
        .flatMap(message.params()::text)
        .ifPresent(name -> same(NAME, decoded(required(request, NAME)), name));
  }

  /** The headers that a message without a handshake needs. */
  static Map<String, String> repeating(RpcMessage message) {
    Map<String, String> headers = new HashMap<>();
    message.metaText(McpMeta.VERSION).ifPresent(version -> headers.put(VERSION, version));
    message.method().ifPresent(method -> {
      headers.put(METHOD, method);
      Optional.ofNullable(NAMED_BY.get(method))
          .flatMap(message.params()::text)
          .ifPresent(name -> headers.put(NAME, encoded(name)));
    });
    return headers;
  }

  private static String encoded(String value) {
    return BASE64_BEGIN + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + BASE64_END;
  }

  private static String required(Request request, String header) {
    return request.header(header)
        .map(String::strip)
        .orElseThrow(() -> RpcException.headerMismatch("The header " + header + " is missing."));
  }

  private static void same(String header, String inHeader, String inBody) {
    if (!inHeader.equals(inBody)) {
      throw RpcException.headerMismatch("The header " + header + " differs from the body.");
    }
  }

  private static String decoded(String value) {
    if (!value.startsWith(BASE64_BEGIN) || !value.endsWith(BASE64_END)) {
      return value;
    }
    try {
      byte[] bytes = Base64.getDecoder()
          .decode(value.substring(BASE64_BEGIN.length(), value.length() - BASE64_END.length()));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw RpcException.headerMismatch("The header " + NAME + " is not valid Base64.");
    }
  }
}
