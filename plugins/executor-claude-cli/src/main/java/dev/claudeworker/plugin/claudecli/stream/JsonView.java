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
import java.util.stream.Stream;

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
    return member(name, JsonBoolean.class).map(JsonBoolean::value);
  }

  Optional<BigDecimal> number(String name) {
    return member(name, JsonNumber.class).map(JsonNumber::value);
  }

  long longOrZero(String name) {
    return number(name).map(BigDecimal::longValue).orElse(0L);
  }

  OptionalInt integer(String name) {
    return number(name).map(number -> OptionalInt.of(number.intValue())).orElseGet(OptionalInt::empty);
  }

  Optional<JsonView> child(String name) {
    return member(name, JsonObject.class).map(JsonView::new);
  }

  JsonView childOrEmpty(String name) {
    return child(name).orElse(EMPTY);
  }

  /** The objects in an array. */
  List<JsonView> children(String name) {
    return items(name, JsonObject.class).map(JsonView::new).toList();
  }

  /** The strings in an array. */
  List<String> texts(String name) {
    return items(name, JsonString.class).map(JsonString::text).toList();
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

  private <T extends JsonValue> Optional<T> member(String name, Class<T> type) {
    return object.get(name).filter(type::isInstance).map(type::cast);
  }

  private <T extends JsonValue> Stream<T> items(String name, Class<T> type) {
    return member(name, JsonArray.class).stream()
        .flatMap(array -> array.items().stream())
        .filter(type::isInstance)
        .map(type::cast);
  }
}
