package dev.claudeworker.json;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import tools.jackson.core.JsonGenerator;

/** Writes values as tokens. */
final class JsonValueWriter {

  private JsonValueWriter() {}

  static void write(JsonGenerator out, JsonValue value) {
    switch (value) {
      case JsonObject object -> writeObject(out, object);
      case JsonArray array -> writeArray(out, array);
      case JsonString(String text) -> out.writeString(text);
      case JsonNumber(var number) -> out.writeNumber(number);
      case JsonBoolean(boolean truth) -> out.writeBoolean(truth);
      case JsonNull _ -> out.writeNull();
    }
  }

  private static void writeObject(JsonGenerator out, JsonObject object) {
    out.writeStartObject();
    object.members().forEach((name, member) -> {
      out.writeName(name);
      write(out, member);
    });
    out.writeEndObject();
  }

  private static void writeArray(JsonGenerator out, JsonArray array) {
    out.writeStartArray();
    array.items().forEach(item -> write(out, item));
    out.writeEndArray();
  }
}
