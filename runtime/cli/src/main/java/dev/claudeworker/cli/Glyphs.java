package dev.claudeworker.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Signs beyond ASCII that this program adds itself, and what stands for them where the locale cannot express them. */
final class Glyphs {

  private static final String SIGNS = "…·✓✗▶○●◌⏸─█░→";
  private static final String PLAIN = "~-+x>o*.=-#.>";

  private Glyphs() {}

  /** The text as it can be printed; its width stays the same. */
  static String fit(String text, Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8) || charset.newEncoder().canEncode(text)) {
      return text;
    }
    var fitting = new StringBuilder(text.length());
    for (int index = 0; index < text.length(); index++) {
      int sign = SIGNS.indexOf(text.charAt(index));
      fitting.append(sign < 0 ? text.charAt(index) : PLAIN.charAt(sign));
    }
    return fitting.toString();
  }
}
