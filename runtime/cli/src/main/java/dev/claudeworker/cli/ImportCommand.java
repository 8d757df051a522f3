package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code import}. */
final class ImportCommand extends CliCommand {

  private final Session session;

  private final Supplier<Optional<String>> file =
      optionalArgument(0, String.class, word -> word, "FILE", "A file that 'claude-worker export' wrote.");

  private final Supplier<Optional<String>> python = text("FILE",
      "Read the database of the earlier Python version instead, usually ~/.claude-worker/tasks.db.", "--from-python");

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  ImportCommand(Session session) {
    super(
        "Read an export into an empty home or database.",
        "",
        "The file is checked first, then written in parts, then everything is read again and compared.",
        "Interrupted, the same command goes on where it stopped; no server starts on half an import.",
        "No server may work in this home meanwhile.",
        "",
        "From the Python version come tasks and orchestrations with their numbers, states and results.",
        "What had not ended there comes as cancelled: 'claude-worker retry ID' runs it. Its file is only read.",
        "",
        "Examples:",
        "  CLAUDE_WORKER_HOME=/srv/new claude-worker import queue.jsonl",
        "  claude-worker import --from-python ~/.claude-worker/tasks.db");
    this.session = session;
  }

  @Override
  public Integer call() {
    Usage.require(file.get().isPresent() != python.get().isPresent(), "it needs one file to read",
        "Name a file that 'claude-worker export' wrote, or one of the Python version with --from-python.");
    JsonObject answer = python.get().isPresent()
        ? MovedRecords.run(session, "import-python", python.get().get())
        : MovedRecords.run(session, "import", file.get().orElseThrow());
    if (json.getAsBoolean()) {
      session.output().json(answer);
      return ExitCodes.OK;
    }
    MovedRecords.sayResumed(session, answer);
    session.output().line("Imported " + MovedRecords.text(answer) + ".");
    if (python.get().isPresent()) {
      session.output()
          .line(
              "The server removes tasks that ended longer ago than retention.tasks (30 days). To keep older ones, run "
                  + "'claude-worker config set retention.tasks 0' before you start it.");
    }
    long unfinished = MovedRecords.count(answer, "unfinished");
    if (unfinished > 0) {
      session.output()
          .line(unfinished + " had not ended; they are here as cancelled. See them with 'claude-worker list --status "
              + "cancelled', and run one with 'claude-worker retry ID'.");
    }
    return ExitCodes.OK;
  }
}
