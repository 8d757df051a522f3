package dev.claudeworker.stream;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import java.util.Optional;

/** How events of a live stream are written. */
public enum StreamFormat {

  /** Server-sent events, as the WHATWG HTML standard has them. */
  SERVER_SENT_EVENTS {
    @Override
    String event(JsonCodec json, String type, Optional<String> id, JsonValue data) {
      String position = id.map(value -> "id: " + value + "\n").orElse("");
      return "event: " + type + "\n" + position + "data: " + json.print(data) + "\n\n";
    }

    @Override
    String keepAlive(JsonCodec json, Optional<String> id) {
      return id.map(value -> "id: " + value + "\n\n").orElse(": keep-alive\n\n");
    }

    @Override
    String position(JsonCodec json, String id) {
      return "id: " + id + "\ndata:\n\n";
    }
  },

  /** Messages of a WebSocket: JSON documents with the same three parts. */
  WEB_SOCKET {
    @Override
    String event(JsonCodec json, String type, Optional<String> id, JsonValue data) {
      return json.print(new ObjectBuilder().put("event", type).putTextOrNull("id", id).put("data", data).build());
    }

    @Override
    String keepAlive(JsonCodec json, Optional<String> id) {
      return json.print(new ObjectBuilder().put("event", "keep-alive").putTextOrNull("id", id).build());
    }

    @Override
    String position(JsonCodec json, String id) {
      return keepAlive(json, Optional.of(id));
    }
  };

  /** One event. */
  abstract String event(JsonCodec json, String type, Optional<String> id, JsonValue data);

  /** A sign of life. */
  abstract String keepAlive(JsonCodec json, Optional<String> id);

  /** Where the reader is, before it has got anything. */
  abstract String position(JsonCodec json, String id);
}
