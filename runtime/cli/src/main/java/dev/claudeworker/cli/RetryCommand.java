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

/** {@code retry}. */
@Command(
    name = "retry",
    description = "Put failed, skipped or cancelled tasks back into the queue.",
    footer = {
      "",
      "Starts anew; with --continue the last session goes on where it stopped.",
      "",
      "Examples:",
      "  claude-worker retry 12",
      "  claude-worker retry 12 13 --continue"
    })
final class RetryCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The numbers of the tasks.",
      converter = TaskNumbers.class)
  private List<Long> ids = new ArrayList<>();

  @Option(names = "--continue", description = "Go on with what the last attempt left, if there is anything.")
  private boolean goOn;

  @Option(names = "--json", description = "Print the tasks, one JSON document per line.")
  private boolean json;

  RetryCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ServerApi server = session.serverStartedIfNeeded();
    JsonObject body = JsonObject.EMPTY.with("fresh", new JsonBoolean(!goOn));
    return TaskNumbers.forEach(ids, session.output(), id -> {
      var task = new TaskDocument(server.post(TaskNumbers.path(id) + "/retry", body));
      if (json) {
        session.output().jsonLine(task.json());
      } else {
        session.output().line("Task " + id + " is " + task.status() + " again.");
      }
    });
  }
}
