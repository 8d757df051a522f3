package dev.claudeworker.config;

/** A file that cannot be read as configuration at all. */
final class ConfigSyntaxException extends Exception {

  private final int line;

  ConfigSyntaxException(String message, int line) {
    super(message);
    this.line = line;
  }

  int line() {
    return line;
  }
}
