package dev.claudeworker.plugin.claudecli.config;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * MCP servers to offer to the model.
 *
 * @param definitions by name, in the form that Claude Code reads
 */
public record McpServers(Map<String, JsonValue> definitions) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /**
   * Reads definitions. Accepts the object with or without {@code mcpServers} around it.
   *
   * @param value names with definitions
   * @param place where they are written, for the message
   * @return the servers
   * @throws WorkerException if the form is wrong
   */
  public static McpServers of(Optional<JsonValue> value, String place) {
    if (value.isEmpty()) {
      return new McpServers(Map.of());
    }
    JsonObject object = object(value.get(), place);
    JsonObject servers = object.get("mcpServers").map(inner -> object(inner, place)).orElse(object);
    servers.members().forEach((name, definition) -> check(name, definition, place));
    return new McpServers(servers.members());
  }

  /** These and those of a task, which win where names are equal. */
  public McpServers plus(McpServers more) {
    Map<String, JsonValue> all = new LinkedHashMap<>(definitions);
    all.putAll(more.definitions);
    return new McpServers(all);
  }

  /** Whether there is one of this name. */
  public boolean has(String name) {
    return definitions.containsKey(name);
  }

  /** These and one that is reached over HTTP with a token. */
  public McpServers plus(String name, URI endpoint, String token) {
    Map<String, JsonValue> all = new LinkedHashMap<>(definitions);
    all.put(name, JsonObject.EMPTY.with("type", "http")
        .with("url", endpoint.toString())
        .with("headers", JsonObject.EMPTY.with("Authorization", "Bearer " + token)));
    return new McpServers(all);
  }

  /** Without the definitions, which may hold secrets. */
  @Override
  public String toString() {
    return "McpServers" + names();
  }

  /** The names. */
  public Set<String> names() {
    return definitions.keySet();
  }

  /** The content of a file for {@code --mcp-config}. */
  public JsonObject file() {
    return JsonObject.EMPTY.with("mcpServers", new JsonObject(definitions));
  }

  private static JsonObject object(JsonValue value, String place) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw wrong(place + " is not an object of names with definitions.");
  }

  private static void check(String name, JsonValue definition, String place) {
    if (!NAME.matcher(name).matches()) {
      throw wrong("'" + name + "' in " + place + " is not a name of an MCP server (1 to 64 of A-Za-z0-9_-).");
    }
    JsonObject object = object(definition, place + "." + name);
    if (object.text("command").isEmpty() && object.text("url").isEmpty()) {
      throw wrong(place + "." + name + " has neither 'command' nor 'url'.");
    }
  }

  private static WorkerException wrong(String message) {
    return new WorkerException(
        ErrorCode.user("invalid_mcp_servers"),
        message,
        "Write it as in a Claude Code file, for example {\"notes\": {\"command\": \"npx\", \"args\": [\"notes-mcp\"]}}.");
  }
}
