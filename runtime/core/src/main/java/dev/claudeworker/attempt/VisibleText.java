package dev.claudeworker.attempt;

/**
 * Text of others (prompts, names, what programs print) as one harmless line: nothing in it can begin a line of its own,
 * command a terminal or turn the direction of what stands beside it.
 */
public final class VisibleText {

  private static final int HIGHEST_CONTROL = 0x1f;
  private static final int DELETE = 0x7f;
  private static final int HIGHEST_C1_CONTROL = 0x9f;
  private static final String LINE_ENDS_AND_DIRECTIONS = "\u2028\u2029\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
      + "\u2066\u2067\u2068\u2069\ufeff";

  private VisibleText() {}

  /** The text with everything invisible written out. */
  public static String of(String text) {
    return of(text, Integer.MAX_VALUE);
  }

  /**
   * The same, cut.
   *
   * @param text the text
   * @param maxLength how many characters of the text are kept; how many are left out is said
   */
  public static String of(String text, int maxLength) {
    var line = new StringBuilder(Math.min(text.length(), maxLength) + 40);
    append(line, text, maxLength);
    return line.toString();
  }

  static void append(StringBuilder line, String text, int maxLength) {
    int end = Math.min(text.length(), maxLength);
    if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      append(line, text.charAt(i));
    }
    if (end < text.length()) {
      line.append(" ... (").append(text.length() - end).append(" more characters)");
    }
  }

  private static void append(StringBuilder line, char c) {
    switch (c) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("  ");
      default -> {
        if (isInvisible(c)) {
          line.append(String.format("\\u%04x", (int) c));
        } else {
          line.append(c);
        }
      }
    }
  }

  private static boolean isInvisible(char c) {
    return c <= HIGHEST_CONTROL || (c >= DELETE && c <= HIGHEST_C1_CONTROL)
        || (c > HIGHEST_C1_CONTROL && LINE_ENDS_AND_DIRECTIONS.indexOf(c) >= 0);
  }
}
