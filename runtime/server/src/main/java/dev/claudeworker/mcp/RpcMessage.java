package dev.claudeworker.mcp;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.Optional;

/**
 * A message of a client.
 *
 * @param id empty for a notification
 * @param method empty for an answer to a request of ours, of which there are none
 * @param params the parameters, empty object if there are none
 */
public record RpcMessage(Optional<JsonValue> id, Optional<String> method, JsonObject params) {

  private static final String META = "_meta";

  /**
   * Reads a message.
   *
   * @param value what was sent
   * @return the message
   * @throws RpcException if it is none
   */
  public static RpcMessage of(JsonValue value) {
    if (value instanceof JsonArray) {
      throw RpcException.invalidRequest("Batches are not supported; send one message at a time.");
    }
    if (!(value instanceof JsonObject object) || !object.text("jsonrpc").equals(Optional.of("2.0"))) {
      throw RpcException.invalidRequest("A message is a JSON object with \"jsonrpc\": \"2.0\".");
    }
    Optional<JsonValue> id = object.get("id");
    if (id.isPresent() && !(id.get() instanceof JsonString) && !(id.get() instanceof JsonNumber)) {
      throw RpcException.invalidRequest("The id of a request is a string or a number.");
    }
    boolean answer = object.get("result").isPresent() || object.get("error").isPresent();
    Optional<String> method = object.text("method");
    if (method.isEmpty() && !answer) {
      throw RpcException.invalidRequest("The message has no method.");
    }
    JsonObject params = object.get("params").orElse(JsonObject.EMPTY) instanceof JsonObject given ? given
        : refuseParams();
    return new RpcMessage(id, method, params);
  }

  private static JsonObject refuseParams() {
    throw RpcException.invalidRequest("The parameters must be an object.");
  }

  /** Whether an answer is expected. */
  public boolean isRequest() {
    return id.isPresent() && method.isPresent();
  }

  /** A member of the metadata. */
  Optional<JsonValue> meta(String name) {
    return params.get(META).flatMap(meta -> meta instanceof JsonObject object ? object.get(name) : Optional.empty());
  }

  /** A text member of the metadata. */
  public Optional<String> metaText(String name) {
    return meta(name).flatMap(value -> value instanceof JsonString(String text) ? Optional.of(text) : Optional.empty());
  }

  /** The answer. */
  public JsonObject answer(JsonObject result) {
    return new ObjectBuilder().put("jsonrpc", "2.0").put("id", id.orElseThrow()).put("result", result).build();
  }

  /** A notification of this server. */
  static JsonObject notification(String method, JsonObject params) {
    return new ObjectBuilder().put("jsonrpc", "2.0").put("method", method).put("params", params).build();
  }
}
