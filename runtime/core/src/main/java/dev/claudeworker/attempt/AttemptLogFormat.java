package dev.claudeworker.attempt;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** One line of the log file: RFC 3339 time, tab, S (summary), D (detail) or R (written by the runtime), tab, text. */
final class AttemptLogFormat {

  static final char SUMMARY = 'S';
  static final char DETAIL = 'D';
  static final char RUNTIME = 'R';

  private AttemptLogFormat() {}

  static String line(Instant at, char kind, String text, int maxLength) {
    var line = new StringBuilder(Math.min(text.length(), maxLength) + 40);
    line.append(at).append('\t').append(kind).append('\t');
    VisibleText.append(line, text, maxLength);
    return line.append('\n').toString();
  }

  static Optional<AttemptLogLine> parse(String line) {
    int first = line.indexOf('\t');
    if (first < 0 || line.length() < first + 3 || line.charAt(first + 2) != '\t') {
      return Optional.empty();
    }
    try {
      var level = line.charAt(first + 1) == DETAIL ? LogLevel.DETAILED : LogLevel.SUMMARY;
      return Optional.of(new AttemptLogLine(Instant.parse(line.substring(0, first)), level, line.substring(first + 3)));
    } catch (DateTimeParseException notALogLine) {
      return Optional.empty();
    }
  }
}
