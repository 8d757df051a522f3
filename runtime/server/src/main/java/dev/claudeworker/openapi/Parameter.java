package dev.claudeworker.openapi;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.Locale;

/**
 * A parameter of a request beside its body.
 *
 * @param place where it stands
 * @param name its name
 * @param description what it does
 * @param schema its shape
 */
public record Parameter(Place place, String name, String description, Schema schema) {

  /** Where a parameter stands. */
  public enum Place {
    /** In the path; always needed. */
    PATH,
    /** Behind the question mark. */
    QUERY,
    /** In a header. */
    HEADER
  }

  JsonObject toJson() {
    return new ObjectBuilder()
        .put("in", place.name().toLowerCase(Locale.ROOT))
        .put("name", name)
        .put("description", description)
        .put("required", place == Place.PATH)
        .put("schema", schema.reference())
        .build();
  }
}
