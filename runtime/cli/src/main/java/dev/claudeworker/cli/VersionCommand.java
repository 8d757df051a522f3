package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.function.BooleanSupplier;

/** {@code version}. */
final class VersionCommand extends CliCommand {

  private final Session session;

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  VersionCommand(Session session) {
    super(
        "Show the version of the program, of Java, and of the server if one runs.",
        "", "Examples:", "  claude-worker version", "  claude-worker version --json");
    this.session = session;
  }

  @Override
  public Integer call() {
    String java = Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
    String server = session.home()
        .serverRecord()
        .filter(record -> record.process().isPresent())
        .map(record -> record.version() + " at " + record.url())
        .orElse("not running");
    if (json.getAsBoolean()) {
      session.output()
          .json(
              JsonObject.EMPTY.with("version", Version.number()).with("java", java).with("server", server));
    } else {
      session.output().line(Version.line());
      session.output().line("Java " + java);
      session.output().line("Server " + server);
    }
    return ExitCodes.OK;
  }
}
