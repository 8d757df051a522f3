package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code status}. */
final class StatusCommand extends CliCommand {

  private static final int LATEST = 10;

  private final Session session;

  private final Supplier<Optional<Long>> id =
      optionalArgument(0, Long.class, new TaskNumbers(), "ID", "The number of a task.");

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  StatusCommand(Session session) {
    super(
        "Show one task, or the server and the latest tasks.",
        "",
        "Examples:",
        "  claude-worker status             the server and the latest ten tasks",
        "  claude-worker status 12          everything about task 12, with its result",
        "  claude-worker status 12 --json   the same for programs");
    this.session = session;
  }

  @Override
  public Integer call() {
    ServerApi server = session.server();
    id.get().ifPresentOrElse(task -> showTask(server, task), () -> showLatest(server));
    return ExitCodes.OK;
  }

  private void showTask(ServerApi server, long task) {
    JsonObject document = server.get(TaskNumbers.path(task));
    if (json.getAsBoolean()) {
      session.output().json(document);
    } else {
      new TaskPrinter(session).report(new TaskDocument(document));
    }
  }

  private void showLatest(ServerApi server) {
    JsonObject latest = server.get(ServerApi.BASE + "/tasks?limit=" + LATEST);
    if (json.getAsBoolean()) {
      session.output()
          .json(server.get(ServerApi.BASE + "/server").with("latest", new JsonArray(Fields.items(latest, "tasks"))));
      return;
    }
    if (session.output().isForPeople()) {
      var status = new ServerDocument(server.get(ServerApi.BASE + "/server"));
      status.overview(server.url(), session).forEach(session.output()::line);
      session.output().line("");
    }
    new TaskPrinter(session).list(Fields.objects(latest, "tasks").stream().map(TaskDocument::new).toList());
  }
}
