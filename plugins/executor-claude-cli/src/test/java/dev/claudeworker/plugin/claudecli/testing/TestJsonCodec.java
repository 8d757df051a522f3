package dev.claudeworker.plugin.claudecli.testing;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.stream.Collectors;

/** Prints JSON; the executor never parses any with the runtime's codec. */
public final class TestJsonCodec implements JsonCodec {

  @Override
  public JsonValue parse(String text) {
    throw new UnsupportedOperationException("not needed by this plugin");
  }

  @Override
  public String print(JsonValue value) {
    return switch (value) {
      case JsonObject object -> object.members()
          .entrySet()
          .stream()
          .map(member -> quote(member.getKey()) + ":" + print(member.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
      case JsonArray array -> array.items().stream().map(this::print).collect(Collectors.joining(",", "[", "]"));
      case JsonString string -> quote(string.text());
      case JsonNumber number -> number.value().toString();
      case JsonBoolean bool -> Boolean.toString(bool.value());
      case JsonNull _ -> "null";
    };
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
