package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.Json;
import dev.claudeworker.spi.JsonValue;
import java.io.PrintStream;

/** Where a command prints: results to standard output, everything else to standard error. */
public final class Output {

  private final PrintStream out;
  private final PrintStream err;
  private final Terminal terminal;

  /**
   * Creates an output.
   *
   * @param out standard output
   * @param err standard error
   * @param terminal what is known about them
   */
  public Output(PrintStream out, PrintStream err, Terminal terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  Terminal terminal() {
    return terminal;
  }

  /** Whether a person reads standard output. */
  boolean isForPeople() {
    return terminal.isOutput();
  }

  /** How many columns a line may have; without bound where no person reads. */
  int columns() {
    return isForPeople() ? terminal.size().columns() : Integer.MAX_VALUE;
  }

  /** Whether standard output is a terminal on which lines can be drawn again. */
  boolean isRedrawable() {
    return terminal.isOutput() && terminal.movesCursor();
  }

  /** Whether standard error is one. */
  boolean isErrorRedrawable() {
    return terminal.isError() && terminal.movesCursor();
  }

  /** Colours for standard output. */
  Style style() {
    return new Style(terminal.isOutput() && terminal.colour());
  }

  /** Colours for standard error. */
  Style errorStyle() {
    return new Style(terminal.isError() && terminal.colour());
  }

  void line(String text) {
    out.print(Glyphs.fit(text, out.charset()) + "\n");
  }

  /** A remark that is not the result. */
  void note(String text) {
    err.print(Glyphs.fit(text, err.charset()) + "\n");
  }

  /** One document: for a person indented, for a program on one line. */
  void json(JsonValue value) {
    line(isForPeople() ? Json.printIndented(value) : Json.print(value));
  }

  /** One of many documents: always on one line. */
  void jsonLine(JsonValue value) {
    line(Json.print(value));
  }

  /** What happened and why, and what to do next. */
  void failure(CommandFailure failure) {
    String message = Printable.lines(String.valueOf(failure.getMessage())).replace("\n", "\n  ");
    note(errorStyle().red("claude-worker: ") + message);
    failure.suggestions().forEach(suggestion -> note("  " + Printable.lines(suggestion).replace("\n", "\n  ")));
  }

  /** Whether nobody reads any more, as when the output goes to {@code head}. */
  boolean isClosed() {
    return out.checkError();
  }
}
