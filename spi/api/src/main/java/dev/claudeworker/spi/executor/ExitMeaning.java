package dev.claudeworker.spi.executor;

/** Exit codes in words, the same in every executor. */
public final class ExitMeaning {

  /** Codes above this one say which signal ended the child. */
  private static final int SIGNAL_BASE = 128;

  private static final int HIGHEST_SIGNAL = 64;

  private ExitMeaning() {}

  /**
   * What an exit code says.
   *
   * @param code as the shell reports it: 0 to 127 the program's own, 128 + n ended by signal n
   * @return some words without a full stop
   */
  public static String of(int code) {
    return switch (code) {
      case 0 -> "success";
      case 1 -> "general error";
      case 2 -> "wrong usage";
      case 124 -> "ended by the timeout command";
      case 126 -> "found but not executable";
      case 127 -> "not found";
      case 128 -> "invalid exit argument";
      case 255 -> "exit code out of range or a remote shell failed";
      default -> isSignal(code) ? signal(code - SIGNAL_BASE) : "exit code of its own";
    };
  }

  /**
   * Whether an exit code says that a signal ended the child.
   *
   * @param code as the shell reports it
   * @return true from 129 to 192
   */
  public static boolean isSignal(int code) {
    return code > SIGNAL_BASE && code <= SIGNAL_BASE + HIGHEST_SIGNAL;
  }

  private static String signal(int number) {
    return switch (number) {
      case 1 -> "ended by SIGHUP, the terminal or session was closed";
      case 2 -> "ended by SIGINT, as by Ctrl+C";
      case 3 -> "ended by SIGQUIT";
      case 4 -> "crashed with SIGILL, an instruction this processor does not have";
      case 6 -> "crashed with SIGABRT";
      case 8 -> "crashed with SIGFPE";
      case 9 -> "killed by SIGKILL, by hand or because memory ran out";
      case 11 -> "crashed with SIGSEGV";
      case 13 -> "ended by SIGPIPE, its output was closed";
      case 14 -> "ended by SIGALRM";
      case 15 -> "ended by SIGTERM";
      default -> "ended by signal " + number;
    };
  }
}
