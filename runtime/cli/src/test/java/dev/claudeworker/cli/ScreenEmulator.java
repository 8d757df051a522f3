package dev.claudeworker.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person sees on a terminal after some output: knows line breaks, wrapping, cursor moves and clearing. */
final class ScreenEmulator {

  private static final Pattern SEQUENCE = Pattern.compile("\033\\[([0-9;]*)([A-Za-z])");

  private final int columns;
  private final int rows;
  private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
  private int row;
  private int column;

  ScreenEmulator(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
  }

  ScreenEmulator print(String output) {
    Matcher sequence = SEQUENCE.matcher(output);
    for (int index = 0; index < output.length(); index++) {
      if (sequence.region(index, output.length()).lookingAt()) {
        obey(sequence.group(2), sequence.group(1).isEmpty() ? 0 : Integer.parseInt(sequence.group(1)));
        index = sequence.end() - 1;
      } else {
        put(output.charAt(index));
      }
    }
    return this;
  }

  /** The lines from the top of everything that was printed, also what has been scrolled away, without empty ones at the end. */
  List<String> lines() {
    List<String> seen = new ArrayList<>(lines.stream().map(line -> line.toString().stripTrailing()).toList());
    while (!seen.isEmpty() && seen.getLast().isEmpty()) {
      seen.removeLast();
    }
    return seen;
  }

  private void obey(String command, int number) {
    switch (command) {
      case "A" -> row = Math.max(Math.max(0, lines.size() - rows), row - Math.max(1, number));
      case "K" -> lines.get(row).setLength(Math.min(column, lines.get(row).length()));
      case "J" -> {
        lines.get(row).setLength(Math.min(column, lines.get(row).length()));
        lines.subList(row + 1, lines.size()).clear();
      }
      case "m" -> {
        // colours take no room
      }
      default -> throw new AssertionError("the terminal does not know the command " + command);
    }
  }

  private void put(char c) {
    if (c == '\r') {
      column = 0;
    } else if (c == '\n') {
      nextLine();
    } else {
      if (column == columns) {
        nextLine();
      }
      StringBuilder line = lines.get(row);
      line.repeat(" ", Math.max(0, column + 1 - line.length())).setCharAt(column++, c);
    }
  }

  private void nextLine() {
    row++;
    column = 0;
    if (row == lines.size()) {
      lines.add(new StringBuilder());
    }
  }
}
