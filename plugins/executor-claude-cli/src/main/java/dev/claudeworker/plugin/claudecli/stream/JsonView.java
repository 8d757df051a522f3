package dev.claudeworker.plugin.claudecli.stream;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Reads members of an object by the type they should have; a member of another type is as good as absent.
 *
 * @param object the object
 */
record JsonView(JsonObject object) {

  static final JsonView EMPTY = new JsonView(JsonObject.EMPTY);

  Optional<String> text(String name) {
    return object.text(name);
  }

  String textOrEmpty(String name) {
    return object.text(name).orElse("");
  }

  Optional<Boolean> bool(String name) {
    return object.get(name)
        .flatMap(value -> value instanceof JsonBoolean(boolean bool) ? Optional.of(bool)
            : Optional.empty());
  }

  Optional<BigDecimal> number(String name) {
    return object.get(name)
        .flatMap(value -> value instanceof JsonNumber(BigDecimal number) ? Optional.of(number)
            : Optional.empty());
  }

  long longOrZero(String name) {
    return number(name).map(BigDecimal::longValue).orElse(0L);
  }

  OptionalInt integer(String name) {
    return number(name).map(number -> OptionalInt.of(number.intValue())).orElseGet(OptionalInt::empty);
  }

  Optional<JsonView> child(String name) {
    return object.get(name).flatMap(JsonView::of);
  }

  JsonView childOrEmpty(String name) {
    return child(name).orElse(EMPTY);
  }

  /** The objects in an array. */
  List<JsonView> children(String name) {
    return items(name).stream().flatMap(item -> of(item).stream()).toList();
  }

  /** The strings in an array. */
  List<String> texts(String name) {
    return items(name).stream()
        .flatMap(item -> item instanceof JsonString(String text) ? Optional.of(text).stream()
            : Optional.<String>empty().stream())
        .toList();
  }

  /** All members that are objects. */
  Map<String, JsonView> objects() {
    return object.members()
        .entrySet()
        .stream()
        .filter(member -> member.getValue() instanceof JsonObject)
        .collect(Collectors.toMap(Map.Entry::getKey, member -> new JsonView((JsonObject) member.getValue())));
  }

  /** A string, or the texts of an array of content blocks. */
  String contentText(String name) {
    return text(name).orElseGet(() -> children(name).stream()
        .map(block -> block.textOrEmpty("text"))
        .collect(Collectors.joining("\n")));
  }

  private List<JsonValue> items(String name) {
    return object.get(name)
        .map(value -> value instanceof JsonArray(List<JsonValue> items) ? items
            : List.<JsonValue>of())
        .orElse(List.of());
  }

  private static Optional<JsonView> of(JsonValue value) {
    return value instanceof JsonObject members ? Optional.of(new JsonView(members)) : Optional.empty();
  }
}
