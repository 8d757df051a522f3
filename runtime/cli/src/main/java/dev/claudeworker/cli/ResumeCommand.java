package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code resume}. */
@Command(
    name = "resume",
    description = "Let an ended task go on in the same session, with something more to do.",
    footer = {
      "",
      "Examples:",
      "  claude-worker resume 12 \"Now add tests for it\"",
      "  claude-worker resume 12 --watch",
      "  cat review.txt | claude-worker resume 12 \"Do what the review asks\""
    })
final class ResumeCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(index = "0", paramLabel = "ID", description = "The number of the task.", converter = TaskNumbers.class)
  private long id;

  @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT",
      description = "What to say. Piped text is added to it; without either the session just goes on.")
  private @Nullable String text;

  @Option(names = {"-w", "--watch"}, description = "Stay until the task has ended, and exit with its result.")
  private boolean watch;

  @Option(names = "--json", description = "Print the task as JSON.")
  private boolean json;

  ResumeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject body = new PromptSource(session).literal(text)
        .map(said -> JsonObject.EMPTY.with("text", said))
        .orElse(JsonObject.EMPTY);
    ServerApi server = session.serverStartedIfNeeded();
    var task = new TaskDocument(server.post(TaskNumbers.path(id) + "/resume", body));
    if (watch) {
      return new TaskWatch(session, server, json).untilEnd(task);
    }
    if (json) {
      session.output().json(task.json());
    } else {
      session.output().line("Task " + id + " is " + task.status() + " again.");
    }
    return ExitCodes.OK;
  }
}
