package dev.claudeworker.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where the next page of a list begins that goes from new to old. Opaque to clients, so that it can change. */
final class BeforeCursor {

  private static final String PREFIX = "before:";

  private BeforeCursor() {}

  /** The cursor behind the last item of a page. */
  static String of(long last) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString((PREFIX + last).getBytes(StandardCharsets.US_ASCII));
  }

  static Optional<Long> read(String cursor, QueryReader reader) {
    String text;
    try {
      text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException _) {
      text = "";
    }
    return text.matches(PREFIX + "[1-9][0-9]{0,17}")
        ? Optional.of(Long.parseLong(text.substring(PREFIX.length())))
        : reader.bad("cursor", "is not a cursor of this server; take 'next_cursor' of the page before.");
  }
}
