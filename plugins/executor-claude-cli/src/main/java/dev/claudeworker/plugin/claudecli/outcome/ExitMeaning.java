package dev.claudeworker.plugin.claudecli.outcome;

/** Exit codes in words. */
public final class ExitMeaning {

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
      default -> code > 128 && code < 192 ? signal(code - 128) : other(code);
    };
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

  private static String other(int code) {
    return code == 255 ? "exit code out of range or a remote shell failed" : "exit code of its own";
  }
}
