package dev.claudeworker.cli.client;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads members of the server's answers. A member that is missing, null or of another type is empty: a newer or older server
 * must not break the command line.
 */
public final class Fields {

  private Fields() {}

  /** A text. */
  public static Optional<String> text(JsonObject object, String name) {
    return object.text(name);
  }

  /** A text, empty if there is none. */
  public static String textOrEmpty(JsonObject object, String name) {
    return object.text(name).orElse("");
  }

  /** A number. */
  public static Optional<BigDecimal> number(JsonObject object, String name) {
    return object.get(name)
        .flatMap(value -> value instanceof JsonNumber(BigDecimal number) ? Optional.of(number) : Optional.empty());
  }

  /** A whole number, 0 if there is none. */
  public static long count(JsonObject object, String name) {
    return number(object, name).map(BigDecimal::longValue).orElse(0L);
  }

  /** A truth value, false if there is none. */
  public static boolean flag(JsonObject object, String name) {
    return object.get(name).map(value -> value instanceof JsonBoolean(boolean bool) && bool).orElse(false);
  }

  /** A moment. */
  public static Optional<Instant> instant(JsonObject object, String name) {
    return object.text(name).flatMap(text -> {
      try {
        return Optional.of(Instant.parse(text));
      } catch (DateTimeException _) {
        return Optional.empty();
      }
    });
  }

  /** An object, empty if there is none. */
  public static JsonObject object(JsonObject object, String name) {
    return object.get(name).map(value -> value instanceof JsonObject inner ? inner : null).orElse(JsonObject.EMPTY);
  }

  /** The items of an array. */
  public static List<JsonValue> items(JsonObject object, String name) {
    return object.get(name).map(value -> value instanceof JsonArray(var items) ? items : null).orElse(List.of());
  }

  /** The objects of an array. */
  public static List<JsonObject> objects(JsonObject object, String name) {
    return items(object, name).stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList();
  }

  /** The texts of an array. */
  public static List<String> texts(JsonObject object, String name) {
    return items(object, name).stream()
        .map(value -> value instanceof JsonString(String text) ? text : Json.print(value))
        .toList();
  }
}
