package dev.claudeworker.stub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON into maps, lists, strings, numbers, booleans and {@link JsonNull}. The stub has its
 * own reader because it runs on the JDK alone.
 */
public final class JsonReader {

  /** A value and the position after it. */
  record Prefix(Object value, int end) {}

  private final String text;
  private int at;

  private JsonReader(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** Reads a whole document; anything but blanks after it is an error. */
  public static Object read(String text) {
    Prefix prefix = readPrefix(text, 0);
    if (!text.substring(prefix.end()).isBlank()) {
      throw new IllegalArgumentException("text after the JSON value at " + prefix.end());
    }
    return prefix.value();
  }

  /** Reads the one value that starts at {@code from} and ignores what follows. */
  static Prefix readPrefix(String text, int from) {
    JsonReader reader = new JsonReader(text, from);
    return new Prefix(reader.value(), reader.at);
  }

  private Object value() {
    skipBlanks();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", JsonNull.NULL);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    skipBlanks();
    while (peek() != '}') {
      String name = string();
      skipBlanks();
      expect(':');
      members.put(name, value());
      separator('}');
    }
    at++;
    return members;
  }

  private List<Object> array() {
    List<Object> items = new ArrayList<>();
    at++;
    skipBlanks();
    while (peek() != ']') {
      items.add(value());
      separator(']');
    }
    at++;
    return items;
  }

  private void separator(char end) {
    skipBlanks();
    if (peek() != end) {
      expect(',');
      skipBlanks();
    }
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (peek() != '"') {
      char next = text.charAt(at++);
      out.append(next == '\\' ? escaped() : next);
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    char kind = peek();
    at++;
    return switch (kind) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      case '"', '\\', '/' -> kind;
      default -> throw unexpected("an escape");
    };
  }

  private char unicode() {
    if (at + 4 > text.length()) {
      throw unexpected("four hexadecimal digits");
    }
    int code = Integer.parseInt(text, at, at + 4, 16);
    at += 4;
    return (char) code;
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw unexpected(word);
    }
    at += word.length();
    return value;
  }

  private Number number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    try {
      if (digits.matches("-?[0-9]{1,18}")) {
        return Long.valueOf(digits);
      }
      return Double.valueOf(digits);
    } catch (NumberFormatException e) {
      throw unexpected("a value");
    }
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw unexpected("'" + wanted + "'");
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw unexpected("more text");
    }
    return text.charAt(at);
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException unexpected(String wanted) {
    return new IllegalArgumentException("JSON: expected " + wanted + " at position " + at);
  }
}
