package dev.claudeworker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is known about the terminal.
 *
 * @param isOutput whether standard output is one
 * @param isError whether standard error is one
 * @param colour whether colours are wanted
 * @param movesCursor whether lines can be drawn again; a dumb terminal cannot
 * @param measured asks for its size
 */
public record Terminal(boolean isOutput, boolean isError, boolean colour, boolean movesCursor,
    Supplier<TerminalSize> measured) {

  /** No terminal: output goes to a file or another program. */
  public static final Terminal NONE = new Terminal(false, false, false, false, () -> TerminalSize.DEFAULT);

  /** Its size now; a person may change it at any time. Asking starts a process. */
  TerminalSize size() {
    return measured.get();
  }

  /** Looks at this process. */
  static Terminal detect(Map<String, String> environment) {
    boolean output = isTerminal(1);
    boolean error = isTerminal(2);
    boolean clever = !environment.getOrDefault("TERM", "dumb").equals("dumb");
    boolean colour = clever && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(output, error, colour, clever, () -> TerminalSize.measure(environment));
  }

  /**
   * Whether a stream of this process is a terminal. Java has no cheap way to ask: System.console() loads a line editor.
   */
  static boolean isTerminal(int stream) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
    } catch (IOException noProcFileSystem) {
      return System.console() != null && System.console().isTerminal();
    }
  }
}
