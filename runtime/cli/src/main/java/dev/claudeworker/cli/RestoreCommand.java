package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code restore}. */
final class RestoreCommand extends CliCommand {

  private final Session session;

  private final Supplier<String> file =
      argument(0, String.class, word -> word, "FILE", "A file that 'claude-worker backup' wrote.");

  private final BooleanSupplier replace =
      flag("Move the database that is there aside, instead of refusing.", "--replace");

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  RestoreCommand(Session session) {
    super(
        "Put a backup in the place of the embedded database.",
        "",
        "The backup is checked first. A database that is there is moved aside, never deleted. What happened",
        "after the backup is gone; tasks that ran then are found to be lost and are tried again.",
        "No server may work in this home meanwhile.",
        "",
        "Examples:",
        "  claude-worker restore queue.backup --replace",
        "  CLAUDE_WORKER_HOME=/srv/other claude-worker restore queue.backup");
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject answer = replace.getAsBoolean()
        ? MovedRecords.run(session, "restore", file.get(), "--replace")
        : MovedRecords.run(session, "restore", file.get());
    if (json.getAsBoolean()) {
      session.output().json(answer);
      return ExitCodes.OK;
    }
    session.output()
        .line("Restored " + MovedRecords.place(answer, "database") + ", up to event "
            + MovedRecords.count(answer, "last_event") + ".");
    if (!Fields.textOrEmpty(answer, "replaced").isEmpty()) {
      session.output().line("The earlier database is now " + MovedRecords.place(answer, "replaced") + ".");
    }
    session.output().line("Start the server with 'claude-worker server start'.");
    return ExitCodes.OK;
  }
}
