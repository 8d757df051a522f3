package dev.claudeworker.stub;

import java.util.Collection;
import java.util.Map;

/** Prints maps, collections, strings, numbers, booleans and {@link JsonNull} as JSON. */
public final class JsonWriter {

  private JsonWriter() {}

  public static String write(Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  private static void append(StringBuilder out, Object value) {
    switch (value) {
      case JsonNull _ -> out.append("null");
      case Map<?, ?> map -> appendObject(out, map);
      case Collection<?> items -> appendArray(out, items);
      case Number number -> out.append(number);
      case Boolean bool -> out.append(bool);
      default -> appendString(out, value.toString());
    }
  }

  private static void appendObject(StringBuilder out, Map<?, ?> map) {
    char before = '{';
    for (Map.Entry<?, ?> member : map.entrySet()) {
      out.append(before);
      appendString(out, member.getKey().toString());
      out.append(':');
      append(out, member.getValue());
      before = ',';
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private static void appendArray(StringBuilder out, Collection<?> items) {
    char before = '[';
    for (Object item : items) {
      out.append(before);
      append(out, item);
      before = ',';
    }
    out.append(items.isEmpty() ? "[]" : "]");
  }

  private static void appendString(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      appendCharacter(out, text.charAt(i));
    }
    out.append('"');
  }

  private static void appendCharacter(StringBuilder out, char next) {
    if (next == '"' || next == '\\') {
      out.append('\\').append(next);
    } else if (next < ' ' || Character.isSurrogate(next)) {
      out.append("\\u")
          .append(Character.forDigit(next >> 12, 16))
          .append(Character.forDigit(next >> 8 & 15, 16))
          .append(Character.forDigit(next >> 4 & 15, 16))
          .append(Character.forDigit(next & 15, 16));
    } else {
      out.append(next);
    }
  }
}
