package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code status}. */
@Command(
    name = "status",
    description = "Show one task, or the server and the latest tasks.",
    footer = {
      "",
      "Examples:",
      "  claude-worker status             the server and the latest ten tasks",
      "  claude-worker status 12          everything about task 12, with its result",
      "  claude-worker status 12 --json   the same for programs"
    })
final class StatusCommand implements Callable<Integer> {

  private static final int LATEST = 10;

  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "The number of a task.", converter = TaskNumbers.class)
  private @Nullable Long id;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ServerApi server = session.server();
    if (id != null) {
      showTask(server, id);
    } else {
      showLatest(server);
    }
    return ExitCodes.OK;
  }

  private void showTask(ServerApi server, long task) {
    JsonObject document = server.get(TaskNumbers.path(task));
    if (json) {
      session.output().json(document);
    } else {
      new TaskPrinter(session).report(new TaskDocument(document));
    }
  }

  private void showLatest(ServerApi server) {
    JsonObject latest = server.get(ServerApi.BASE + "/tasks?limit=" + LATEST);
    if (json) {
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
