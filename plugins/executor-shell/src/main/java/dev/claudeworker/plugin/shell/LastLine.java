package dev.claudeworker.plugin.shell;

/** The last line of a text that says something, made fit for a sentence. */
final class LastLine {

  private static final int MAX_LENGTH = 300;

  private LastLine() {}

  static String of(String text) {
    String line = text.lines().filter(candidate -> !candidate.isBlank()).reduce("", (earlier, later) -> later);
    String visible = line.replaceAll("\\p{Cntrl}", " ").strip();
    return visible.length() <= MAX_LENGTH ? visible : visible.substring(0, MAX_LENGTH) + "...";
  }
}
