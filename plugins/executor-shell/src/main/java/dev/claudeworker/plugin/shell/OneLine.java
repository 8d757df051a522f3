package dev.claudeworker.plugin.shell;

/** Makes output fit for one line that people read. */
final class OneLine {

  /** Longest last action; see {@link dev.claudeworker.spi.task.Progress}. */
  static final int LAST_ACTION_LENGTH = 500;

  private static final int QUOTE_LENGTH = 300;

  private OneLine() {}

  /** The beginning of a text, without control characters. */
  static String of(String text, int maxLength) {
    int end = Math.min(text.length(), maxLength);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).replaceAll("\\p{Cntrl}", " ").strip();
  }

  /** The last line that says something, short enough for a sentence. */
  static String lastOf(String text) {
    String line = text.lines().filter(candidate -> !candidate.isBlank()).reduce("", (earlier, later) -> later);
    return of(line.strip(), QUOTE_LENGTH);
  }
}
