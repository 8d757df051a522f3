package dev.claudeworker.cli;

import dev.claudeworker.cli.client.EventStream;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.Json;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/** Shows the log of a task's attempt: page by page what is there, then live what is added. */
final class AttemptLogView {

  private final Session session;
  private final PatientServer server;
  private final long id;
  private final String level;
  private final LogLinePrinter printer;

  /** Up to where the log has been shown. */
  private record Position(long attempt, long offset) {

    /** Reads the id of a log event: {@code <attempt>:<offset>}. */
    static Position of(String eventId, Position before) {
      String[] parts = eventId.split(":", 2);
      return parts.length < 2 ? before : new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }
  }

  AttemptLogView(Session session, ServerApi server, long id, boolean detailed, boolean json) {
    this.session = session;
    this.server = new PatientServer(session, server);
    this.id = id;
    this.level = detailed ? "detailed" : "summary";
    this.printer = new LogLinePrinter(session, json);
  }

  /**
   * Shows what is there.
   *
   * @param attempt the attempt
   * @param tail only so many lines from the end
   */
  void show(long attempt, Optional<Integer> tail) throws InterruptedException {
    pages(attempt, tail);
  }

  /**
   * Shows what is there and what is added, also by the attempts that follow.
   *
   * @param attempt the attempt to begin with
   * @param onlyThisOne whether to end with it
   * @param tail only so many of the lines that are there already
   */
  void follow(long attempt, boolean onlyThisOne, Optional<Integer> tail) throws InterruptedException {
    Position position = tail.isPresent() ? pages(attempt, tail) : new Position(attempt, 0);
    while (true) {
      Position from = position;
      try (EventStream stream = server.ask(api -> api.stream(path(from) + "&follow=true"))) {
        for (var event = stream.next(); event.isPresent(); event = stream.next()) {
          JsonObject line = Json.parse(event.get().data()) instanceof JsonObject object ? object : JsonObject.EMPTY;
          long now = Fields.count(line, "attempt");
          if (event.get().type().equals("end") || (onlyThisOne && now > attempt) || session.output().isClosed()) {
            return;
          }
          announce(now, position.attempt());
          printer.print(line);
          position = Position.of(event.get().id(), new Position(Math.max(now, position.attempt()), position.offset()));
        }
      }
    }
  }

  private void announce(long now, long before) {
    if (now > before) {
      session.output().note(session.output().errorStyle().dim("--- attempt " + now + " ---"));
    }
  }

  private Position pages(long attempt, Optional<Integer> tail) throws InterruptedException {
    ArrayDeque<JsonObject> kept = new ArrayDeque<>();
    Consumer<JsonObject> reader = tail.isEmpty() ? printer::print : line -> {
      kept.add(line);
      if (kept.size() > tail.get()) {
        kept.remove();
      }
    };
    Position position = new Position(attempt, 0);
    while (true) {
      Position from = position;
      JsonObject page = server.ask(api -> api.get(path(from)));
      Fields.objects(page, "lines").forEach(reader);
      long next = Fields.count(page, "offset");
      if (next <= position.offset()) {
        break;
      }
      position = new Position(attempt, next);
    }
    kept.forEach(printer::print);
    return position;
  }

  private String path(Position position) {
    return TaskNumbers.path(id) + "/logs?attempt=" + position.attempt() + "&level=" + level + "&offset="
        + position.offset();
  }
}
