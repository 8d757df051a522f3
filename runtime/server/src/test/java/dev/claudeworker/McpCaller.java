package dev.claudeworker;

import dev.claudeworker.RestClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Speaks the protocol to a server under test, in both ways. */
record McpCaller(RestClient client) {

  static final String TASKS = "{\"elicitation\":{},\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}";

  /** A stateless request; the name is what a header repeats, empty if nothing. */
  Answer stateless(String method, String name, String params, String capabilities) {
    Map<String, String> headers = headers(method, name);
    return client.send("POST", "/mcp", body(method, params, capabilities).getBytes(StandardCharsets.UTF_8), headers);
  }

  static Map<String, String> headers(String method, String name) {
    Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json", "MCP-Protocol-Version",
        "2026-07-28", "Mcp-Method", method, "Accept", "application/json, text/event-stream"));
    if (!name.isEmpty()) {
      headers.put("Mcp-Name", name);
    }
    return headers;
  }

  static String body(String method, String params, String capabilities) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + params
        + (params.isEmpty() ? "" : ",")
        + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
        + "\"io.modelcontextprotocol/clientCapabilities\":" + capabilities + "}}}";
  }

  /** Opens a session. */
  Answer initialize(String version) {
    return client.post("/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
        + "{\"protocolVersion\":\"" + version + "\",\"capabilities\":{}}}");
  }

  /** A request in a session. */
  Answer inSession(String session, String method, String params) {
    return client.post("/mcp",
        "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"" + method + "\",\"params\":{" + params + "}}",
        "Mcp-Session-Id", session, "Accept", "application/json, text/event-stream");
  }
}
