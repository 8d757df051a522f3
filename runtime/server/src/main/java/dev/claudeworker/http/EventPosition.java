package dev.claudeworker.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a client is in a stream of its session: what the id of an event says.
 *
 * @param stream the stream
 * @param number the number of the event in it, from 1; 0 = before the first
 */
record EventPosition(String stream, long number) {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

  static Optional<EventPosition> read(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches() ? Optional.of(new EventPosition(parts.group(1), Long.parseLong(parts.group(2))))
        : Optional.empty();
  }

  String text() {
    return stream + "-" + number;
  }
}
