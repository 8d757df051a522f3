package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cancel}. */
@Command(
    name = "cancel",
    description = "Cancel tasks. A running one is asked to end and is ended hard after the grace period.",
    footer = {"", "Examples:", "  claude-worker cancel 12", "  claude-worker cancel 12 13 14 --force"})
final class CancelCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The numbers of the tasks.",
      converter = TaskNumbers.class)
  private List<Long> ids = new ArrayList<>();

  @Option(names = {"-f", "--force"}, description = "End a running task at once, without the grace period.")
  private boolean force;

  @Option(names = "--json", description = "Print the tasks, one JSON document per line.")
  private boolean json;

  CancelCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ServerApi server = session.server();
    JsonObject body = force ? JsonObject.EMPTY.with("force", new JsonBoolean(true)) : JsonObject.EMPTY;
    return TaskNumbers.forEach(ids, session.output(), id -> {
      var task = new TaskDocument(server.post(TaskNumbers.path(id) + "/cancel", body));
      if (json) {
        session.output().jsonLine(task.json());
      } else {
        session.output().line("Task " + id + (task.hasEnded() ? " is " + task.status() + "." : " is being ended."));
      }
    });
  }
}
