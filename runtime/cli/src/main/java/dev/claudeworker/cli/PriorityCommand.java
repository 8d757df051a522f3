package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code priority}. */
final class PriorityCommand extends CliCommand {

  private final Session session;

  private final Supplier<Long> id =
      argument(0, Long.class, TaskNumbers.OF_A_TASK, "ID", "The number of the task.");

  private final Supplier<String> priority =
      argument(1, String.class, word -> word, "PRIORITY", PriorityText.DESCRIPTION);

  private final BooleanSupplier json = flag("Print the task as JSON.", "--json");

  PriorityCommand(Session session) {
    super(
        "Change how urgent a task is.",
        "", "Examples:", "  claude-worker priority 12 urgent", "  claude-worker priority 12 60");
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject body = JsonObject.EMPTY.with("priority", PriorityText.number(priority.get()));
    JsonObject task = session.server().patch(TaskNumbers.path(id.get()), body);
    if (json.getAsBoolean()) {
      session.output().json(task);
    } else {
      session.output().line("Task " + id.get() + " has priority " + Fields.count(task, "priority") + ".");
    }
    return ExitCodes.OK;
  }
}
