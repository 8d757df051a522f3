package dev.claudeworker.tool;

/** A job cannot be done: what happened and why, what to do next, and the exit code of the command. */
public final class ToolRefusal extends Exception {

  /** It failed. */
  public static final int FAILED = 1;

  /** It was asked for wrongly. */
  public static final int USAGE = 2;

  private final int exitCode;
  private final String suggestion;

  /**
   * Says so.
   *
   * @param exitCode of the command
   * @param detail what happened and why
   * @param suggestion what to do next
   */
  public ToolRefusal(int exitCode, String detail, String suggestion) {
    super(detail);
    this.exitCode = exitCode;
    this.suggestion = suggestion;
  }

  /** The exit code of the command. */
  public int exitCode() {
    return exitCode;
  }

  /** What to do next. */
  public String suggestion() {
    return suggestion;
  }
}
