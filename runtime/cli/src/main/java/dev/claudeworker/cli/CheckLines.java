package dev.claudeworker.cli;

import java.util.stream.Stream;

/**
 * Prints what was looked at, one below the other: a sign, a name, what was found, what to do.
 *
 * @param output where to
 */
record CheckLines(Output output) {

  private static final int NAME_WIDTH = 14;
  private static final int DETAIL_COLUMN = NAME_WIDTH + 4;

  /** With less room beside the names, what was found stands below them. */
  private static final int LEAST_ROOM = 30;
  private static final int NARROW_INDENT = 2;

  /** Prints one; {@code result} is {@code ok}, {@code warning} or else a problem. */
  void print(String result, String name, String found, String suggestion) {
    Style style = output.style();
    String sign =
        switch (result) {
          case "ok" -> style.green("✓");
          case "warning" -> style.yellow("!");
          default -> style.red("✗");
        };
    int columns = output.columns();
    boolean narrow = columns < DETAIL_COLUMN + LEAST_ROOM;
    int indent = narrow ? NARROW_INDENT : DETAIL_COLUMN;
    Stream<String> details = Stream.concat(
        FoldedText.lines(Printable.lines(found), columns - indent).stream(),
        suggestion.isEmpty() ? Stream.empty()
            : FoldedText.lines(Printable.lines(suggestion), columns - indent).stream().map(style::bold));
    String separator = "\n" + " ".repeat(indent);
    String below = String.join(separator, details.toList());
    String head = sign + " " + (narrow ? Printable.line(name) : TextWidth.pad(Printable.line(name), NAME_WIDTH));
    output.line(head + (narrow ? separator : "  ") + below);
  }
}
