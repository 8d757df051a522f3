package dev.claudeworker.plugin.claudecli.stream;

/**
 * Shortens the strings of a JSON text while its bytes pass by, so that a line of any length can be read in little
 * memory. A string is cut between characters, never inside an escape or a UTF-8 sequence; all else stays as it is.
 */
final class StringShortener {

  private static final int AFTER_BACKSLASH = -1;

  private final int maxStringBytes;
  private boolean inString;
  private boolean cutting;
  private int escape;
  private int length;
  private long dropped;

  StringShortener(int maxStringBytes) {
    this.maxStringBytes = maxStringBytes;
  }

  /** Whether this byte, the next of the text, stays. */
  boolean keeps(byte next) {
    return inString ? keepsInString(next) : keepsOutside(next);
  }

  /** How many bytes have been left out so far. */
  long dropped() {
    return dropped;
  }

  private boolean keepsOutside(byte next) {
    if (next == '"') {
      inString = true;
      cutting = false;
      length = 0;
    }
    return true;
  }

  private boolean keepsInString(byte next) {
    if (escape == AFTER_BACKSLASH) {
      escape = next == 'u' ? 4 : 0;
    } else if (escape > 0) {
      escape--;
    } else if (startsCharacter(next)) {
      if (next == '"') {
        inString = false;
        return true;
      }
      cutting = length >= maxStringBytes;
      escape = next == '\\' ? AFTER_BACKSLASH : 0;
    }
    if (cutting) {
      dropped++;
    } else {
      length++;
    }
    return !cutting;
  }

  private static boolean startsCharacter(byte next) {
    return (next & 0xC0) != 0x80;
  }
}
