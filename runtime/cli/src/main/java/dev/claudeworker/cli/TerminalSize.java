package dev.claudeworker.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a terminal.
 *
 * @param columns how many letters fit on a line
 * @param rows how many lines there are
 */
record TerminalSize(int columns, int rows) {

  private static final int MIN_COLUMNS = 20;
  private static final int MAX_COLUMNS = 400;
  private static final int MIN_ROWS = 3;
  private static final int MAX_ROWS = 1_000;
  private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("(\\d{1,6}) (\\d{1,6})");

  static final TerminalSize DEFAULT = new TerminalSize(80, 24);

  /** What the environment says counts more than what the terminal says; a size of 0 means that it is not known. */
  static TerminalSize measure(Map<String, String> environment) {
    Optional<Integer> columns = exported(environment, "COLUMNS");
    Optional<Integer> rows = exported(environment, "LINES");
    TerminalSize asked = columns.isPresent() && rows.isPresent() ? DEFAULT : ask();
    return bounded(columns.orElse(asked.columns), rows.orElse(asked.rows));
  }

  private static Optional<Integer> exported(Map<String, String> environment, String name) {
    String text = environment.getOrDefault(name, "");
    return text.matches("[1-9]\\d{0,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static TerminalSize ask() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException unknown) {
      return DEFAULT;
    }
  }

  /** Reads the answer of {@code stty size}. */
  static TerminalSize parse(String answer) {
    Matcher matcher = ROWS_AND_COLUMNS.matcher(answer.strip());
    return matcher.matches() ? bounded(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1)))
        : DEFAULT;
  }

  private static TerminalSize bounded(int columns, int rows) {
    return new TerminalSize(
        columns == 0 ? DEFAULT.columns : Math.clamp(columns, MIN_COLUMNS, MAX_COLUMNS),
        rows == 0 ? DEFAULT.rows : Math.clamp(rows, MIN_ROWS, MAX_ROWS));
  }
}
