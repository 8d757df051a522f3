package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code export}. */
final class ExportCommand extends CliCommand {

  private final Session session;

  private final Supplier<String> file = argument(0, String.class, word -> word, "FILE", "The file to write.");

  private final BooleanSupplier force = flag("Replace the file if it is there.", "--force");

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  ExportCommand(Session session) {
    super(
        "Write everything that is kept to a file: tasks with results and attempts, orchestrations, events.",
        "",
        "The file is readable by its owner alone and does not depend on the database it comes from:",
        "'claude-worker import' reads it into any. It holds prompts and results, but neither token nor",
        "configuration. No server may work in this home meanwhile: 'claude-worker server stop' leaves",
        "running tasks running.",
        "",
        "Examples:",
        "  claude-worker server stop",
        "  claude-worker export queue.jsonl",
        "  CLAUDE_WORKER_HOME=/srv/new claude-worker import queue.jsonl");
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject answer = force.getAsBoolean()
        ? MovedRecords.run(session, "export", file.get(), "--force")
        : MovedRecords.run(session, "export", file.get());
    if (json.getAsBoolean()) {
      session.output().json(answer);
      return ExitCodes.OK;
    }
    session.output()
        .line("Exported " + MovedRecords.text(answer) + " to " + MovedRecords.place(answer, "file") + " ("
            + MovedRecords.megabytes(answer) + ").");
    return ExitCodes.OK;
  }
}
