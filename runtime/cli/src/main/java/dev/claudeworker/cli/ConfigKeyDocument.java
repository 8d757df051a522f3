package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.Json;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.stream.Collectors;

/**
 * One key of the configuration, as the server's classes tell it.
 *
 * @param json their words
 */
record ConfigKeyDocument(JsonObject json) {

  String name() {
    return Fields.textOrEmpty(json, "name");
  }

  /** The value as it could be given again; {@code -} if there is none. */
  String value() {
    return Printable.line(text(json.get("value").orElse(new JsonNull())));
  }

  /** Where the value comes from. */
  String place() {
    return Printable.line(Fields.textOrEmpty(origin(), "place"));
  }

  boolean isDefault() {
    return Fields.textOrEmpty(origin(), "layer").equals("default");
  }

  private JsonObject origin() {
    return Fields.object(json, "origin");
  }

  private static String text(JsonValue value) {
    return switch (value) {
      case JsonString(String text) -> text;
      case JsonNull none -> "-";
      case JsonArray(var items) -> items.stream().map(ConfigKeyDocument::text).collect(Collectors.joining(","));
      default -> Json.print(value);
    };
  }
}
