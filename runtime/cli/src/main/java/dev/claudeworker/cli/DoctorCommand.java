package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerTools;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code doctor}. */
final class DoctorCommand extends CliCommand {

  private final Session session;

  private final BooleanSupplier torture =
      flag("Break a server of its own on your disk and in your database server, and say what was kept.", "--torture");

  private final Supplier<Optional<String>> minutes =
      text("N", "With --torture: how long it goes on; 0.1 to 1440, by default 1.", "--minutes");

  private final Supplier<Optional<String>> scratch = text(
      "FOLDER", "With --torture: make the scratch folder in here, instead of beside the database.", "--scratch");

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  DoctorCommand(Session session) {
    super(
        "Look at everything that tasks need, and say what to do about what is missing. Exits with 1 if something is broken.",
        "",
        "It changes nothing and costs nothing; claude is asked for its version only.",
        "",
        "With --torture it tries whether this machine keeps what is promised: it starts a server of its own, with",
        "an empty home in a new folder beside your database (PostgreSQL: with a new database in your database",
        "server, for which the user needs CREATEDB), lets clients submit, cancel and retry small shell tasks,",
        "kills that server and its children again and again, and checks what the clients saw against what is",
        "kept. Your own server, home and database are not touched; folder and database are removed at the end,",
        "also after Ctrl+C. It exits with 0 if everything was kept, with 1 if not, and with 7 if nothing could",
        "be proved, for example because a disk is full. Linux only.",
        "",
        "Examples:",
        "  claude-worker doctor",
        "  claude-worker doctor --json | jq '.checks[] | select(.result != \"ok\")'",
        "  claude-worker doctor --torture",
        "  claude-worker doctor --torture --minutes 30 --scratch /mnt/other-disk --json");
    this.session = session;
  }

  @Override
  public Integer call() {
    Usage.require(torture.getAsBoolean() || (minutes.get().isEmpty() && scratch.get().isEmpty()),
        "--minutes and --scratch are for --torture only", "Add --torture, or leave them out.");
    return torture.getAsBoolean() ? torture() : look();
  }

  private Integer look() {
    JsonObject found = ServerTools.run("doctor");
    if (json.getAsBoolean()) {
      session.output().json(found);
    } else {
      var lines = new CheckLines(session.output());
      Fields.objects(found, "checks")
          .forEach(check -> lines.print(Fields.textOrEmpty(check, "result"), Fields.textOrEmpty(check, "name"),
              Fields.textOrEmpty(check, "detail"), Fields.textOrEmpty(check, "suggestion")));
    }
    return Fields.flag(found, "healthy") ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private Integer torture() {
    List<String> words = new ArrayList<>(List.of(minutes.get().orElse("1")));
    scratch.get().ifPresent(folder -> words.add(session.workingDirectory().resolve(folder).normalize().toString()));
    JsonObject found = ServerTools.runTellingFrom(
        session.environment(), "torture", session.output().err(), "torture", words.toArray(String[]::new));
    if (json.getAsBoolean()) {
      session.output().json(found);
    } else {
      TortureVerdict.print(found, session.output());
    }
    return Fields.flag(found, "kept") ? ExitCodes.OK : ExitCodes.FAILED;
  }
}
