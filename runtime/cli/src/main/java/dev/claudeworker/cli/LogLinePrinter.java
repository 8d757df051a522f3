package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.spi.JsonValue.JsonObject;

/** Prints lines of an attempt's log. */
final class LogLinePrinter {

  private final Session session;
  private final boolean json;

  LogLinePrinter(Session session, boolean json) {
    this.session = session;
    this.json = json;
  }

  void print(JsonObject line) {
    Output output = session.output();
    if (json) {
      output.jsonLine(line);
      return;
    }
    String time = Fields.instant(line, "at").map(at -> Times.clock(at, session.zone()) + " ").orElse("");
    output.line(output.style().dim(time) + Printable.lines(Fields.textOrEmpty(line, "text")));
  }
}
