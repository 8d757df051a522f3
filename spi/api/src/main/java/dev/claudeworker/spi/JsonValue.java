package dev.claudeworker.spi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value: immutable, compared by content. Parsed and printed by {@link JsonCodec}. */
public sealed interface JsonValue {

  /**
   * A JSON object. Members keep their order.
   *
   * @param members the members by name
   */
  record JsonObject(Map<String, JsonValue> members) implements JsonValue {

    /** The object without members. */
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    /** Copies the members. */
    public JsonObject {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /**
     * One member.
     *
     * @param name the member's name
     * @return its value, empty if there is no such member
     */
    public Optional<JsonValue> get(String name) {
      return Optional.ofNullable(members.get(name));
    }

    /**
     * A text member.
     *
     * @param name the member's name
     * @return its text, empty if absent or not a string
     */
    public Optional<String> text(String name) {
      return get(name)
          .flatMap(value -> value instanceof JsonString(String text) ? Optional.of(text) : Optional.empty());
    }

    /**
     * A copy with one member added or replaced.
     *
     * @param name the member's name
     * @param value its value
     * @return the new object
     */
    public JsonObject with(String name, JsonValue value) {
      var copy = new LinkedHashMap<>(members);
      copy.put(name, value);
      return new JsonObject(copy);
    }

    /**
     * A copy with one text member added or replaced.
     *
     * @param name the member's name
     * @param text its text
     * @return the new object
     */
    public JsonObject with(String name, String text) {
      return with(name, new JsonString(text));
    }

    /**
     * A copy with one whole-number member added or replaced.
     *
     * @param name the member's name
     * @param number its value
     * @return the new object
     */
    public JsonObject with(String name, long number) {
      return with(name, JsonNumber.of(number));
    }
  }

  /**
   * A JSON array.
   *
   * @param items the items in order
   */
  record JsonArray(List<JsonValue> items) implements JsonValue {

    /** Copies the items. */
    public JsonArray {
      items = List.copyOf(items);
    }

    /**
     * An array of strings.
     *
     * @param texts the strings
     * @return the array
     */
    public static JsonArray ofTexts(List<String> texts) {
      List<JsonValue> items = new ArrayList<>(texts.size());
      texts.forEach(text -> items.add(new JsonString(text)));
      return new JsonArray(items);
    }
  }

  /**
   * A JSON string.
   *
   * @param text its value
   */
  record JsonString(String text) implements JsonValue {}

  /**
   * A JSON number, exact.
   *
   * @param value its value
   */
  record JsonNumber(BigDecimal value) implements JsonValue {

    /**
     * A whole number.
     *
     * @param value its value
     * @return the number
     */
    public static JsonNumber of(long value) {
      return new JsonNumber(BigDecimal.valueOf(value));
    }
  }

  /**
   * A JSON boolean.
   *
   * @param value its value
   */
  record JsonBoolean(boolean value) implements JsonValue {}

  /** JSON null. */
  record JsonNull() implements JsonValue {}
}
