package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code backup}. */
final class BackupCommand extends CliCommand {

  private final Session session;

  private final Supplier<String> file =
      argument(0, String.class, word -> word, "FILE", "The file to write; it must not be there yet.");

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  BackupCommand(Session session) {
    super(
        "Copy the embedded database to a file, and read the copy back to be sure.",
        "",
        "Without configuration, token, plugins and logs, which are plain files. A queue in PostgreSQL is",
        "backed up with pg_dump. No server may work in this home meanwhile: 'claude-worker server stop'",
        "leaves running tasks running.",
        "",
        "Examples:",
        "  claude-worker server stop",
        "  claude-worker backup queue.backup",
        "  claude-worker restore queue.backup --replace");
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject answer = MovedRecords.run(session, "backup", file.get());
    if (json.getAsBoolean()) {
      session.output().json(answer);
    } else {
      session.output()
          .line("Backed up to " + MovedRecords.place(answer, "file") + " (" + MovedRecords.megabytes(answer)
              + ", up to event " + MovedRecords.count(answer, "last_event") + ").");
    }
    return ExitCodes.OK;
  }
}
