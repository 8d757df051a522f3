package dev.claudeworker.plugin.claudecli.stream;

/**
 * Replaces what stores and writers of JSON refuse: half surrogate pairs, which JSON can escape but UTF-8 cannot say, and
 * NUL characters. Both occur when tools print binary data.
 */
final class CleanText {

  private static final char REPLACEMENT = '\uFFFD';

  private CleanText() {}

  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isFine(text, i)) {
        return replaced(text, i);
      }
    }
    return text;
  }

  private static String replaced(String text, int from) {
    StringBuilder clean = new StringBuilder(text);
    for (int i = from; i < clean.length(); i++) {
      if (!isFine(clean, i)) {
        clean.setCharAt(i, REPLACEMENT);
      }
    }
    return clean.toString();
  }

  private static boolean isFine(CharSequence text, int at) {
    char here = text.charAt(at);
    if (Character.isHighSurrogate(here)) {
      return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(here)) {
      return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
    return here != 0;
  }
}
