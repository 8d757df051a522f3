package dev.claudeworker.cli.mcp;

import dev.claudeworker.cli.client.Json;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes messages to the client, one a line. Safe for use from any thread. */
public final class ClientOutput {

  /** JSON-RPC: a fault that is not the client's. */
  private static final int INTERNAL_ERROR = -32603;

  private final OutputStream out;

  /** Nobody else may write to the stream: a stray line would break the protocol. */
  public ClientOutput(OutputStream out) {
    this.out = out;
  }

  /** Writes a message. Line breaks can only stand between its parts, where they mean nothing. */
  synchronized void message(String json) {
    try {
      out.write(json.strip().replace("\r", "").replace('\n', ' ').getBytes(StandardCharsets.UTF_8));
      out.write('\n');
      out.flush();
    } catch (IOException clientIsGone) {
      throw new UncheckedIOException(clientIsGone);
    }
  }

  /** Answers a request with an error. */
  void error(JsonValue id, String message) {
    message(Json.print(withId(Optional.of(id), JsonObject.EMPTY.with("error",
        JsonObject.EMPTY.with("code", INTERNAL_ERROR).with("message", message)))));
  }

  static JsonObject withId(Optional<JsonValue> id, JsonObject message) {
    JsonObject full = message.with("jsonrpc", "2.0");
    return id.isPresent() && full.get("id").isEmpty() ? full.with("id", id.get()) : full;
  }
}
