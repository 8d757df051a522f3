package dev.claudeworker.cli;

/**
 * Prints what was looked at, one below the other: a sign, a name, what was found, what to do.
 *
 * @param output where to
 */
record CheckLines(Output output) {

  private static final int NAME_WIDTH = 14;

  /** Prints one; {@code result} is {@code ok}, {@code warning} or else a problem. */
  void print(String result, String name, String found, String suggestion) {
    Style style = output.style();
    String sign =
        switch (result) {
          case "ok" -> style.green("✓");
          case "warning" -> style.yellow("!");
          default -> style.red("✗");
        };
    String indent = "\n" + " ".repeat(NAME_WIDTH + 4);
    String detail = Printable.lines(found).replace("\n", indent);
    String todo = Printable.lines(suggestion).replace("\n", indent);
    output.line(sign + " " + TextWidth.pad(Printable.line(name), NAME_WIDTH) + "  " + detail
        + (todo.isEmpty() ? "" : indent + style.bold(todo)));
  }
}
