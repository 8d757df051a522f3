package dev.claudeworker.plugin.claudecli.testing;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.JsonSyntaxException;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.stub.JsonReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints and parses JSON as the runtime's codec does. */
public final class TestJsonCodec implements JsonCodec {

  @Override
  public JsonValue parse(String text) {
    try {
      return value(JsonReader.read(text));
    } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
      throw new JsonSyntaxException(String.valueOf(broken.getMessage()));
    }
  }

  private static JsonValue value(Object read) {
    return switch (read) {
      case Map<?, ?> members -> {
        JsonObject object = JsonObject.EMPTY;
        for (Map.Entry<?, ?> member : members.entrySet()) {
          object = object.with((String) member.getKey(), value(member.getValue()));
        }
        yield object;
      }
      case List<?> items -> new JsonArray(items.stream().map(TestJsonCodec::value).toList());
      case String string -> new JsonString(string);
      case Boolean bool -> new JsonBoolean(bool);
      case Number number -> new JsonNumber(new BigDecimal(number.toString()));
      default -> new JsonNull();
    };
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
