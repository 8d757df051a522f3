package dev.claudeworker.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * What is known about the terminal.
 *
 * @param isOutput whether standard output is one
 * @param isError whether standard error is one
 * @param colour whether colours are wanted
 * @param columns how wide it is
 */
public record Terminal(boolean isOutput, boolean isError, boolean colour, IntSupplier columns) {

  private static final int DEFAULT_COLUMNS = 80;
  private static final int MIN_COLUMNS = 20;
  private static final int MAX_COLUMNS = 400;

  /** No terminal: output goes to a file or another program. */
  public static final Terminal NONE = new Terminal(false, false, false, () -> DEFAULT_COLUMNS);

  /** Looks at this process. */
  static Terminal detect(Map<String, String> environment) {
    boolean output = isTerminal(1);
    boolean error = isTerminal(2);
    boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Terminal(output, error, wanted, () -> measuredColumns(environment));
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

  private static int measuredColumns(Map<String, String> environment) {
    try {
      return bounded(Integer.parseInt(environment.getOrDefault("COLUMNS", "")));
    } catch (NumberFormatException notExported) {
      return askedColumns();
    }
  }

  private static int askedColumns() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      String rowsAndColumns = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return bounded(Integer.parseInt(rowsAndColumns.replaceFirst("^\\d+ ", "")));
    } catch (IOException | NumberFormatException unknown) {
      return DEFAULT_COLUMNS;
    }
  }

  private static int bounded(int columns) {
    return columns == 0 ? DEFAULT_COLUMNS : Math.clamp(columns, MIN_COLUMNS, MAX_COLUMNS);
  }
}
