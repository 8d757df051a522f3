package dev.claudeworker.torture.program;

import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;

/** Members of answers. */
public final class JsonReads {

  private JsonReads() {}

  /** A number that has to be there. */
  public static long number(JsonObject object, String member) {
    return object.get(member)
        .map(value -> value instanceof JsonNumber(var number) ? number.longValueExact() : null)
        .orElseThrow(() -> new IllegalStateException("no number '" + member + "' in " + object));
  }

  /** A text, empty if it is absent or null. */
  public static String text(JsonObject object, String member) {
    return object.text(member).orElse("");
  }

  /** The objects of a list, none if it is absent. */
  public static List<JsonObject> objects(JsonObject object, String member) {
    return object.get(member)
        .map(value -> value instanceof JsonArray(var items) ? items : null)
        .stream()
        .flatMap(List::stream)
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .toList();
  }

  /** The numbers of a list, none if it is absent. */
  public static List<Long> numbers(JsonObject object, String member) {
    return object.get(member)
        .map(value -> value instanceof JsonArray(var items) ? items : null)
        .stream()
        .flatMap(List::stream)
        .filter(JsonNumber.class::isInstance)
        .map(item -> ((JsonNumber) item).value().longValueExact())
        .toList();
  }
}
