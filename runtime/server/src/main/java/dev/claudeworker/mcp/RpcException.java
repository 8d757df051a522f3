package dev.claudeworker.mcp;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.Optional;

/** Ends a request with a JSON-RPC error. */
public final class RpcException extends RuntimeException {

  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;
  private static final int UNKNOWN_METHOD = -32601;
  private static final int INVALID_PARAMS = -32602;
  private static final int INTERNAL = -32603;
  private static final int RESOURCE_NOT_FOUND = -32002;
  private static final int HEADER_MISMATCH = -32020;
  private static final int MISSING_CAPABILITY = -32021;
  private static final int UNSUPPORTED_VERSION = -32022;

  /** Outside what the protocol keeps for itself. */
  private static final int TOO_MANY_CALLS = 429;

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final int code;
  private final transient Optional<JsonValue> data;
  private final int httpStatus;

  private RpcException(int code, String message, Optional<JsonValue> data, int httpStatus) {
    super(message, null, false, false);
    this.code = code;
    this.data = data;
    this.httpStatus = httpStatus;
  }

  /** What was sent is no JSON. */
  public static RpcException notJson(String why) {
    return new RpcException(PARSE_ERROR, why, Optional.empty(), BAD_REQUEST);
  }

  /** What was sent is JSON but no message. */
  public static RpcException invalidRequest(String why) {
    return new RpcException(INVALID_REQUEST, why, Optional.empty(), BAD_REQUEST);
  }

  /** There is no such method. */
  static RpcException unknownMethod(String method) {
    return new RpcException(UNKNOWN_METHOD, "Unknown method: " + method, Optional.empty(), NOT_FOUND);
  }

  /** A tool is called as a task and cannot be, or can only be. */
  static RpcException notAsTask(String why) {
    return new RpcException(UNKNOWN_METHOD, why, Optional.empty(), OK);
  }

  /** The parameters are wrong. */
  static RpcException invalidParams(String why) {
    return new RpcException(INVALID_PARAMS, why, Optional.empty(), OK);
  }

  /** What every request of the stateless revision must carry is missing. */
  static RpcException missingMeta(String why) {
    return new RpcException(INVALID_PARAMS, why, Optional.empty(), BAD_REQUEST);
  }

  /** Nothing can be read at an address. */
  static RpcException resourceNotFound(String uri, boolean stateless) {
    return new RpcException(stateless ? INVALID_PARAMS : RESOURCE_NOT_FOUND, "Resource not found: " + uri,
        Optional.of(JsonObject.EMPTY.with("uri", uri)), OK);
  }

  /** A header says something else than the body, or nothing. */
  public static RpcException headerMismatch(String why) {
    return new RpcException(HEADER_MISMATCH, why, Optional.empty(), BAD_REQUEST);
  }

  /** The client cannot do what the request needs. */
  static RpcException missingCapability(JsonObject required) {
    return new RpcException(MISSING_CAPABILITY, "Missing required client capability",
        Optional.of(JsonObject.EMPTY.with("requiredCapabilities", required)), BAD_REQUEST);
  }

  /** The client asks too often. */
  static RpcException tooMany(String why) {
    return new RpcException(TOO_MANY_CALLS, why, Optional.empty(), OK);
  }

  /** A fault of this server or of a plugin that can be told. */
  static RpcException broken(String why) {
    return new RpcException(INTERNAL, why, Optional.empty(), OK);
  }

  /** A revision that is not spoken. */
  public static RpcException unsupportedVersion(String asked) {
    return new RpcException(UNSUPPORTED_VERSION, "Unsupported protocol version: " + asked,
        Optional.of(new ObjectBuilder().put("supported", JsonArray.ofTexts(McpVersions.ALL))
            .put("requested", asked)
            .build()),
        BAD_REQUEST);
  }

  /** A fault of this server; the log has it under the correlation id. */
  static RpcException internal(String correlationId) {
    return new RpcException(INTERNAL,
        "Internal error; the server's log says more under correlation id " + correlationId,
        Optional.empty(), OK);
  }

  /** The HTTP status that goes with it. */
  public int httpStatus() {
    return httpStatus;
  }

  /** The error alone. */
  JsonObject toError() {
    var error = new ObjectBuilder().put("code", code).put("message", String.valueOf(getMessage()));
    data.ifPresent(value -> error.put("data", value));
    return error.build();
  }

  /** The answer; without an id if none could be read. */
  public JsonObject toMessage(Optional<JsonValue> id) {
    var message = new ObjectBuilder().put("jsonrpc", "2.0");
    id.ifPresent(value -> message.put("id", value));
    return message.put("error", toError()).build();
  }
}
