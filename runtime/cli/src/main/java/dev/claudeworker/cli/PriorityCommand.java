package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code priority}. */
@Command(
    name = "priority",
    description = "Change how urgent a task is.",
    footer = {"", "Examples:", "  claude-worker priority 12 urgent", "  claude-worker priority 12 60"})
final class PriorityCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(index = "0", paramLabel = "ID", description = "The number of the task.", converter = TaskNumbers.class)
  private long id;

  @Parameters(index = "1", paramLabel = "PRIORITY", description = PriorityText.DESCRIPTION)
  private String priority = "";

  @Option(names = "--json", description = "Print the task as JSON.")
  private boolean json;

  PriorityCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject body = JsonObject.EMPTY.with("priority", PriorityText.number(priority));
    JsonObject task = session.server().patch(TaskNumbers.path(id), body);
    if (json) {
      session.output().json(task);
    } else {
      session.output().line("Task " + id + " has priority " + Fields.count(task, "priority") + ".");
    }
    return ExitCodes.OK;
  }
}
