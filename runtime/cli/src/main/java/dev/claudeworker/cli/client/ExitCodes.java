package dev.claudeworker.cli.client;

/** The exit codes that scripts rely on. */
public final class ExitCodes {

  /** All went well. */
  public static final int OK = 0;
  /** The task or the request failed. */
  public static final int FAILED = 1;
  /** The command was written wrongly. */
  public static final int USAGE = 2;
  /** The server cannot be reached. */
  public static final int UNREACHABLE = 3;
  /** There is no such task. */
  public static final int NOT_FOUND = 4;
  /** The server refuses who asks. */
  public static final int NOT_ALLOWED = 5;
  /** {@code doctor --torture} could prove nothing, in either direction. */
  public static final int UNDECIDED = 7;
  /** Ctrl+C. */
  public static final int INTERRUPTED = 130;

  private ExitCodes() {}
}
