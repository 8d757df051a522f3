package dev.claudeworker.cli;

/** Makes foreign text safe for a terminal: control characters could move its cursor, retitle or answer for it. */
final class Printable {

  private static final char REPLACEMENT = '\uFFFD';

  private Printable() {}

  /** Keeps line breaks and tabs. */
  static String lines(String text) {
    var safe = new StringBuilder(text.length());
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      boolean harmless = c == '\n' || c == '\t' || !isControl(c);
      if (harmless) {
        safe.append(c);
      } else if (c != '\r') {
        safe.append(REPLACEMENT);
      }
    }
    return safe.toString();
  }

  /** Everything on one line, runs of blanks as one. */
  static String line(String text) {
    return lines(text).replaceAll("\\s+", " ").strip();
  }

  /** Also the characters that reverse the direction of what follows. */
  private static boolean isControl(char c) {
    return Character.isISOControl(c) || isBetween(c, '\u202A', '\u202E') || isBetween(c, '\u2066', '\u2069');
  }

  private static boolean isBetween(char c, char first, char last) {
    return c >= first && c <= last;
  }
}
