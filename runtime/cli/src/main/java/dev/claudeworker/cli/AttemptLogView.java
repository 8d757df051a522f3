package dev.claudeworker.cli;

import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/** Shows the log of a task's attempt, page by page, and of the attempts that follow it. */
final class AttemptLogView {

  private final Session session;
  private final ServerApi server;
  private final long id;
  private final Optional<Integer> chosen;

  AttemptLogView(Session session, ServerApi server, long id, Optional<Integer> chosen) {
    this.session = session;
    this.server = server;
    this.id = id;
    this.chosen = chosen;
  }

  void show(boolean detailed, Optional<Integer> tail, boolean follow, boolean json) throws InterruptedException {
    String query = "level=" + (detailed ? "detailed" : "summary");
    var printer = new LogLinePrinter(session, json);
    eachAttempt(follow, attempt -> {
      var position = new Position();
      ArrayDeque<JsonObject> kept = new ArrayDeque<>();
      return () -> {
        boolean first = position.offset == 0;
        boolean any = lines(attempt, query, position, line -> {
          if (first && tail.isPresent()) {
            keep(kept, line, tail.get());
          } else {
            printer.print(line);
          }
        });
        kept.forEach(printer::print);
        kept.clear();
        return any;
      };
    });
  }

  void copyRaw(String stream, boolean follow) throws InterruptedException {
    eachAttempt(follow, attempt -> {
      var position = new Position();
      return () -> copy(attempt, stream, position);
    });
  }

  /** Reads what is there now of one attempt. */
  @FunctionalInterface
  private interface Reader {

    /** Returns whether there was anything. */
    boolean readOn();
  }

  /** Makes the reader of an attempt. */
  @FunctionalInterface
  private interface ReaderOfAttempt {

    Reader of(long attempt);
  }

  private static final class Position {
    private long offset;
  }

  private void eachAttempt(boolean follow, ReaderOfAttempt readers) throws InterruptedException {
    TaskDocument task = task();
    if (task.attempts() == 0 && !follow) {
      session.output().note("Task " + id + " has not started yet" + reason(task) + ".");
      return;
    }
    long attempt = chosen.map(Integer::longValue).orElseGet(() -> Math.max(1, task().attempts()));
    Reader reader = readers.of(attempt);
    var pace = new PollPace();
    while (true) {
      TaskDocument now = follow ? task() : task;
      boolean over = chosen.isPresent() ? now.hasEnded() || now.attempts() > attempt : now.hasEnded();
      if (now.attempts() >= attempt && reader.readOn()) {
        pace = new PollPace();
      }
      boolean another = chosen.isEmpty() && now.attempts() > attempt;
      if (another) {
        attempt++;
        reader = readers.of(attempt);
        session.output().note(session.output().errorStyle().dim("--- attempt " + attempt + " ---"));
      } else if (!follow || over || session.output().isClosed()) {
        return;
      } else {
        pace.pause();
      }
    }
  }

  private String reason(TaskDocument task) {
    return task.waitReason().map(wait -> ": " + wait.describe(session.now(), session.zone())).orElse("");
  }

  private TaskDocument task() {
    return new TaskDocument(server.get(TaskNumbers.path(id)));
  }

  private boolean lines(long attempt, String query, Position position, Consumer<JsonObject> reader) {
    boolean any = false;
    while (true) {
      JsonObject page = server.get(
          TaskNumbers.path(id) + "/logs?attempt=" + attempt + "&" + query + "&offset=" + position.offset);
      Fields.objects(page, "lines").forEach(reader);
      long next = Fields.count(page, "offset");
      if (next <= position.offset) {
        return any;
      }
      any = true;
      position.offset = next;
    }
  }

  private static void keep(ArrayDeque<JsonObject> kept, JsonObject line, int count) {
    kept.add(line);
    if (kept.size() > count) {
      kept.remove();
    }
  }

  private boolean copy(long attempt, String stream, Position position) {
    String path = TaskNumbers.path(id) + "/logs?attempt=" + attempt + "&raw=" + stream + "&offset=" + position.offset;
    try (InputStream in = server.bytes(path)) {
      long copied = in.transferTo(session.output().out());
      position.offset += copied;
      return copied > 0;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
