package dev.claudeworker.plugin.claudecli.stream;

/** Makes one short line of any text. */
public final class OneLine {

  private OneLine() {}

  /**
   * The text with runs of white space and control characters as single blanks, cut to a length.
   *
   * @param text any text
   * @param maxLength longest result, in characters
   * @return the line; ends with … if it was cut
   */
  public static String of(String text, int maxLength) {
    // What is cut away need not be looked at: blanks only shrink the text by their own number.
    String head = text.length() > maxLength * 8 ? text.substring(0, maxLength * 8) : text;
    String line = head.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    if (line.length() <= maxLength && head.length() == text.length()) {
      return line;
    }
    int end = Math.min(line.length(), maxLength - 1);
    if (end > 0 && Character.isHighSurrogate(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end) + "…";
  }
}
