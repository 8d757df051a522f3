package dev.claudeworker.tool;

/** A job cannot be done: what happened and why, what to do next, and the exit code of the command. */
final class ToolRefusal extends Exception {

  static final int FAILED = 1;
  static final int USAGE = 2;

  private final int exitCode;
  private final String suggestion;

  ToolRefusal(int exitCode, String detail, String suggestion) {
    super(detail);
    this.exitCode = exitCode;
    this.suggestion = suggestion;
  }

  int exitCode() {
    return exitCode;
  }

  String suggestion() {
    return suggestion;
  }
}
