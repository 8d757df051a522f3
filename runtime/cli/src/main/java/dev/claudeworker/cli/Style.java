package dev.claudeworker.cli;

/**
 * Colours.
 *
 * @param enabled whether they are wanted
 */
record Style(boolean enabled) {

  static final char ESCAPE = '\033';
  static final String RESET = ESCAPE + "[0m";

  String bold(String text) {
    return wrap("1", text);
  }

  String dim(String text) {
    return wrap("2", text);
  }

  String red(String text) {
    return wrap("31", text);
  }

  String green(String text) {
    return wrap("32", text);
  }

  String yellow(String text) {
    return wrap("33", text);
  }

  String cyan(String text) {
    return wrap("36", text);
  }

  /** A task's state in its colour. */
  String status(String status, String text) {
    return switch (status) {
      case "running" -> cyan(text);
      case "completed" -> green(text);
      case "failed" -> red(text);
      case "waiting", "skipped", "cancelled" -> yellow(text);
      default -> text;
    };
  }

  private String wrap(String code, String text) {
    return enabled && !text.isEmpty() ? ESCAPE + "[" + code + "m" + text + RESET : text;
  }
}
