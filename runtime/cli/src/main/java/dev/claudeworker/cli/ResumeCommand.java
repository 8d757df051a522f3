package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code resume}. */
final class ResumeCommand extends CliCommand {

  private final Session session;

  private final Supplier<Long> id =
      argument(0, Long.class, TaskNumbers.OF_A_TASK, "ID", "The number of the task.");

  private final Supplier<Optional<String>> text = optionalArgument(
      1, String.class, word -> word, "TEXT",
      "What to say. Piped text is added to it; without either the session just goes on.");

  private final BooleanSupplier watch =
      flag("Stay until the task has ended, and exit with its result.", "-w", "--watch");

  private final BooleanSupplier json = flag("Print the task as JSON.", "--json");

  ResumeCommand(Session session) {
    super(
        "Let an ended task go on in the same session, with something more to do.",
        "",
        "Examples:",
        "  claude-worker resume 12 \"Now add tests for it\"",
        "  claude-worker resume 12 --watch",
        "  cat review.txt | claude-worker resume 12 \"Do what the review asks\"");
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    JsonObject body = new PromptSource(session).literal(text.get())
        .map(said -> JsonObject.EMPTY.with("text", said))
        .orElse(JsonObject.EMPTY);
    ServerApi server = session.serverStartedIfNeeded();
    var task = new TaskDocument(server.post(TaskNumbers.path(id.get()) + "/resume", body));
    if (watch.getAsBoolean()) {
      return new TaskWatch(session, server, json.getAsBoolean()).untilResult(task);
    }
    if (json.getAsBoolean()) {
      session.output().json(task.json());
    } else {
      session.output().line("Task " + id.get() + " is " + task.status() + " again.");
    }
    return ExitCodes.OK;
  }
}
