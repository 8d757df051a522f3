package dev.claudeworker.http;

import java.util.Optional;
import java.util.OptionalLong;

/** The version of a task as an entity tag. */
final class VersionTag {

  private VersionTag() {}

  static String of(long version) {
    return "\"" + version + "\"";
  }

  /** The version that {@code If-Match} asks for; empty without the header and for {@code *}. */
  static OptionalLong expected(Request request) {
    Optional<String> header = request.header("If-Match").map(String::strip);
    if (header.isEmpty() || header.get().equals("*")) {
      return OptionalLong.empty();
    }
    String text = header.get();
    if (!text.matches("\"[0-9]{1,18}\"")) {
      throw new ProblemException(Problem.of(400, "invalid_if_match", "If-Match must be the ETag of the task.",
          "Send the ETag header of GET /tasks/{id} as it came, quotes included."));
    }
    return OptionalLong.of(Long.parseLong(text.substring(1, text.length() - 1)));
  }
}
