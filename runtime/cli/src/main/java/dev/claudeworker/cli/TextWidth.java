package dev.claudeworker.cli;

/**
 * How many columns text takes on a terminal: wide letters take two, marks that join the letter before take none, and so do our
 * own colours.
 */
final class TextWidth {

  private static final String ELLIPSIS = "…";

  /** East Asian letters and pictures. */
  private static final int[][] WIDE = {
    {0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60},
    {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};

  private TextWidth() {}

  static int of(String text) {
    return plain(text).codePoints().map(TextWidth::of).sum();
  }

  /** The text, cut to some columns if it is longer. */
  static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    var kept = new StringBuilder();
    int width = 0;
    boolean coloured = false;
    for (int index = 0; index < text.length();) {
      int colour = colourLength(text, index);
      if (colour > 0) {
        coloured = true;
        kept.append(text, index, index + colour);
        index += colour;
        continue;
      }
      int codePoint = text.codePointAt(index);
      width += of(codePoint);
      if (width > columns - 1) {
        break;
      }
      kept.appendCodePoint(codePoint);
      index += Character.charCount(codePoint);
    }
    return kept.toString().stripTrailing() + ELLIPSIS + (coloured ? Style.RESET : "");
  }

  /** The text, filled up with blanks to some columns. */
  static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  private static String plain(String text) {
    return text.indexOf(Style.ESCAPE) < 0 ? text : text.replaceAll("\033\\[[0-9;]*m", "");
  }

  /** How long the colour is that begins here, 0 if none does. */
  private static int colourLength(String text, int index) {
    return text.charAt(index) == Style.ESCAPE ? text.indexOf('m', index) + 1 - index : 0;
  }

  private static int of(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  private static boolean isWide(int codePoint) {
    for (int[] range : WIDE) {
      if (codePoint >= range[0] && codePoint <= range[1]) {
        return true;
      }
    }
    return false;
  }
}
