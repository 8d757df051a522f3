package dev.claudeworker.tool;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param name what, in a word or two
 * @param result how it is
 * @param detail what was found
 * @param suggestion what to do; empty if there is nothing to do
 */
record Check(String name, Result result, String detail, String suggestion) {

  /** How something is. */
  enum Result {
    /** As it should be. */
    OK,
    /** It works, and may not for long or not everywhere. */
    WARNING,
    /** It does not work. */
    PROBLEM
  }

  static Check ok(String name, String detail) {
    return new Check(name, Result.OK, detail, "");
  }

  static Check warning(String name, String detail, String suggestion) {
    return new Check(name, Result.WARNING, detail, suggestion);
  }

  static Check problem(String name, String detail, String suggestion) {
    return new Check(name, Result.PROBLEM, detail, suggestion);
  }

  JsonObject document() {
    return new ObjectBuilder()
        .put("name", name)
        .put("result", result.name().toLowerCase(Locale.ROOT))
        .put("detail", detail)
        .put("suggestion", suggestion)
        .build();
  }
}
