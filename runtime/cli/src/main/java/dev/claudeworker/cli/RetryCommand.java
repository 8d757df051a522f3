package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code retry}. */
final class RetryCommand extends CliCommand {

  private final Session session;

  private final Supplier<List<Long>> ids = taskNumbers();

  private final BooleanSupplier goOn =
      flag("Go on with what the last attempt left, if there is anything.", "--continue");

  private final BooleanSupplier json = flag("Print the tasks, one JSON document per line.", "--json");

  RetryCommand(Session session) {
    super(
        "Put failed, skipped or cancelled tasks back into the queue.",
        "",
        "Starts anew; with --continue the last session goes on where it stopped.",
        "",
        "Examples:",
        "  claude-worker retry 12",
        "  claude-worker retry 12 13 --continue");
    this.session = session;
  }

  @Override
  public Integer call() {
    ServerApi server = session.serverStartedIfNeeded();
    JsonObject body = JsonObject.EMPTY.with("fresh", new JsonBoolean(!goOn.getAsBoolean()));
    return TaskNumbers.forEach(ids.get(), session.output(), id -> {
      var task = new TaskDocument(server.post(TaskNumbers.path(id) + "/retry", body));
      if (json.getAsBoolean()) {
        session.output().jsonLine(task.json());
      } else {
        session.output().line("Task " + id + " is " + task.status() + " again.");
      }
    });
  }
}
