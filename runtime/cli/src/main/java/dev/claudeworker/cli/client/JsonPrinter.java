package dev.claudeworker.cli.client;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;

/** Writes JSON. Every control character is escaped, so that the output is safe on a terminal. */
final class JsonPrinter {

  private static final String INDENT = "  ";
  private static final HexFormat HEX = HexFormat.of();

  private final boolean indented;
  private final StringBuilder text = new StringBuilder();

  JsonPrinter(boolean indented) {
    this.indented = indented;
  }

  String print(JsonValue value) {
    append(value, 0);
    return text.toString();
  }

  private void append(JsonValue value, int depth) {
    switch (value) {
      case JsonObject object -> appendObject(object, depth);
      case JsonArray array -> appendArray(array, depth);
      case JsonString(String string) -> appendString(string);
      case JsonNumber number -> text.append(number.value());
      case JsonBoolean(boolean bool) -> text.append(bool);
      case JsonNull none -> text.append("null");
    }
  }

  private void appendObject(JsonObject object, int depth) {
    if (object.members().isEmpty()) {
      text.append("{}");
      return;
    }
    text.append('{');
    for (Iterator<Map.Entry<String, JsonValue>> left = object.members().entrySet().iterator(); left.hasNext();) {
      Map.Entry<String, JsonValue> member = left.next();
      newLine(depth + 1);
      appendString(member.getKey());
      text.append(indented ? ": " : ":");
      append(member.getValue(), depth + 1);
      if (left.hasNext()) {
        text.append(',');
      }
    }
    newLine(depth);
    text.append('}');
  }

  private void appendArray(JsonArray array, int depth) {
    if (array.items().isEmpty()) {
      text.append("[]");
      return;
    }
    text.append('[');
    for (Iterator<JsonValue> left = array.items().iterator(); left.hasNext();) {
      newLine(depth + 1);
      append(left.next(), depth + 1);
      if (left.hasNext()) {
        text.append(',');
      }
    }
    newLine(depth);
    text.append(']');
  }

  private void newLine(int depth) {
    if (indented) {
      text.append('\n').repeat(INDENT, depth);
    }
  }

  private void appendString(String string) {
    text.append('"');
    for (int index = 0; index < string.length(); index++) {
      char c = string.charAt(index);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (Character.isISOControl(c) || (Character.isSurrogate(c) && !isPaired(string, index))) {
            text.append("\\u").append(HEX.toHexDigits(c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  private static boolean isPaired(String string, int index) {
    return Character.isHighSurrogate(string.charAt(index))
        ? index + 1 < string.length() && Character.isLowSurrogate(string.charAt(index + 1))
        : index > 0 && Character.isHighSurrogate(string.charAt(index - 1));
  }
}
