package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code storage migrate}. */
final class StorageMigrateCommand extends CliCommand {

  private final Session session;

  private final Supplier<Optional<String>> to =
      text("URL", "Copy everything into this empty PostgreSQL database: postgres://USER@HOST:PORT/DATABASE.", "--to");

  private final BooleanSupplier check =
      flag("Change nothing; say whether the schema is up to date: exit code 0, else 1.", "--check");

  private final BooleanSupplier dryRun = flag("Change nothing; say what would be done.", "--dry-run");

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  StorageMigrateCommand(Session session) {
    super(
        "Bring the schema up to date, or copy everything to PostgreSQL.",
        "",
        "The server brings the schema up to date by itself when it starts; here it is done, or looked at,",
        "before. A copy of an embedded database is kept beside it first.",
        "With --to all records are copied, then read again and compared by number and check sum. The source",
        "is left as it was. Interrupted, the same command goes on where it stopped. The password comes from",
        "~/.pgpass, PGPASSFILE or plugins.storage-postgres.password_file.",
        "No server may work in this home meanwhile.",
        "",
        "Examples:",
        "  claude-worker storage migrate --check",
        "  claude-worker storage migrate",
        "  claude-worker storage migrate --to postgres://worker@db.example.org/queue");
    this.session = session;
  }

  @Override
  public Integer call() {
    if (to.get().isPresent()) {
      Usage.require(!check.getAsBoolean() && !dryRun.getAsBoolean(), "--to is not for --check or --dry-run",
          "Leave out --to, or the others.");
      return copy(to.get().get());
    }
    boolean lookOnly = check.getAsBoolean() || dryRun.getAsBoolean();
    JsonObject answer = MovedRecords.run(session, lookOnly ? "schema" : "upgrade");
    List<String> pending = pending(answer);
    if (json.getAsBoolean()) {
      session.output().json(answer);
    } else {
      say(answer, pending, lookOnly);
    }
    return check.getAsBoolean() && !pending.isEmpty() ? ExitCodes.FAILED : ExitCodes.OK;
  }

  private static List<String> pending(JsonObject answer) {
    return answer.get("pending").orElse(null) instanceof JsonArray(var items)
        ? items.stream()
            .flatMap(
                item -> item instanceof JsonString(String text) ? List.of(text).stream() : List.<String>of().stream())
            .toList()
        : List.of();
  }

  private void say(JsonObject answer, List<String> pending, boolean lookOnly) {
    String place = MovedRecords.place(answer, "place");
    String found = Fields.textOrEmpty(answer, "found");
    Output output = session.output();
    if (found.isEmpty()) {
      output.line("There is no store in " + place + " yet; the first start makes it.");
    } else if (pending.isEmpty()) {
      output.line("The schema of " + place + " is up to date (version " + found + ").");
    } else {
      output.line("The schema of " + place + " is version " + found + "; this claude-worker writes version "
          + Fields.textOrEmpty(answer, "newest") + (lookOnly ? ". To be run:" : ". These were run:"));
      pending.forEach(name -> output.line("  " + name));
      if (lookOnly) {
        output.line("Run it with 'claude-worker storage migrate', or start the server. An embedded database is copied "
            + "first; for PostgreSQL use pg_dump.");
      }
    }
  }

  private Integer copy(String url) {
    JsonObject answer = MovedRecords.run(session, "migrate-to", url);
    if (json.getAsBoolean()) {
      session.output().json(answer);
      return ExitCodes.OK;
    }
    MovedRecords.sayResumed(session, answer);
    Output output = session.output();
    output.line("Copied " + MovedRecords.text(answer) + " from " + MovedRecords.place(answer, "from") + " to "
        + MovedRecords.place(answer, "to") + "; numbers and check sums are the same.");
    output.line("This home still uses the old database, which was left as it was. To use the new one:");
    output.line("  claude-worker config set storage.type " + Fields.textOrEmpty(answer, "type"));
    output.line("  echo '" + Fields.textOrEmpty(answer, "database") + "' | claude-worker config set storage.database");
    output.line("  claude-worker server start");
    return ExitCodes.OK;
  }
}
