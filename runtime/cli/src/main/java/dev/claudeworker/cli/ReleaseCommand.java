package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code release}. */
final class ReleaseCommand extends CliCommand {

  private final Session session;

  private final Supplier<List<Long>> ids = taskNumbers();

  private final BooleanSupplier json = flag("Print the tasks, one JSON document per line.", "--json");

  ReleaseCommand(Session session) {
    super(
        "Let tasks go on that are held because a task before them failed.",
        "", "Examples:", "  claude-worker release 12", "  claude-worker release 12 13");
    this.session = session;
  }

  @Override
  public Integer call() {
    ServerApi server = session.server();
    return TaskNumbers.forEach(ids.get(), session.output(), id -> {
      var task = new TaskDocument(server.post(TaskNumbers.path(id) + "/release", JsonObject.EMPTY));
      if (json.getAsBoolean()) {
        session.output().jsonLine(task.json());
      } else {
        session.output().line("Task " + id + " is " + task.status() + ".");
      }
    });
  }
}
