package dev.claudeworker.http;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue.JsonObject;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer JSON pointer (RFC 6901) to the place in the body; for a query parameter {@code ?name}
 * @param detail what is wrong and what is allowed, one sentence
 */
public record FieldProblem(String pointer, String detail) {

  JsonObject toJson() {
    return new ObjectBuilder().put("pointer", pointer).put("detail", detail).build();
  }

  /** The pointer to a member of an object. */
  static String pointer(String parent, String name) {
    return parent + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
