package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code cancel}. */
final class CancelCommand extends CliCommand {

  private final Session session;

  private final Supplier<List<Long>> ids = taskNumbers();

  private final BooleanSupplier force = flag("End a running task at once, without the grace period.", "-f", "--force");

  private final BooleanSupplier json = flag("Print the tasks, one JSON document per line.", "--json");

  CancelCommand(Session session) {
    super(
        "Cancel tasks. A running one is asked to end and is ended hard after the grace period.",
        "", "Examples:", "  claude-worker cancel 12", "  claude-worker cancel 12 13 14 --force");
    this.session = session;
  }

  @Override
  public Integer call() {
    ServerApi server = session.server();
    JsonObject body = force.getAsBoolean() ? JsonObject.EMPTY.with("force", new JsonBoolean(true)) : JsonObject.EMPTY;
    return TaskNumbers.forEach(ids.get(), session.output(), id -> {
      var task = new TaskDocument(server.post(TaskNumbers.path(id) + "/cancel", body));
      if (json.getAsBoolean()) {
        session.output().jsonLine(task.json());
      } else {
        session.output().line("Task " + id + (task.hasEnded() ? " is " + task.status() + "." : " is being ended."));
      }
    });
  }
}
