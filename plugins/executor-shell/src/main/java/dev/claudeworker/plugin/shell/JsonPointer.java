package dev.claudeworker.plugin.shell;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.List;
import java.util.Optional;

/**
 * A place in a JSON document (RFC 6901).
 *
 * @param steps names of members and numbers of items
 */
record JsonPointer(List<String> steps) {

  JsonPointer {
    steps = List.copyOf(steps);
  }

  /** Empty if the text is no pointer. */
  static Optional<JsonPointer> of(String text) {
    if (!text.startsWith("/")) {
      return Optional.empty();
    }
    return Optional.of(new JsonPointer(
        List.of(text.substring(1).split("/", -1))
            .stream()
            .map(step -> step.replace("~1", "/").replace("~0", "~"))
            .toList()));
  }

  /** The text or number there; empty if there is neither. */
  Optional<String> textIn(JsonValue document) {
    Optional<JsonValue> found = Optional.of(document);
    for (String step : steps) {
      found = found.flatMap(value -> child(value, step));
    }
    return found.flatMap(value -> switch (value) {
      case JsonString(String text) -> Optional.of(text);
      case JsonNumber(var number) -> Optional.of(number.toPlainString());
      default -> Optional.empty();
    });
  }

  private static Optional<JsonValue> child(JsonValue value, String step) {
    return switch (value) {
      case JsonObject object -> object.get(step);
      case JsonArray(List<JsonValue> items) when step.matches("[0-9]{1,6}") && Integer.parseInt(step) < items.size() ->
          Optional.of(items.get(Integer.parseInt(step)));
      default -> Optional.empty();
    };
  }
}
