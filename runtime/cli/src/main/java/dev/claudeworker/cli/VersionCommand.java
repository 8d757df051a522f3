package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code version}. */
@Command(
    name = "version",
    description = "Show the version of the program, of Java, and of the server if one runs.",
    footer = {"", "Examples:", "  claude-worker version", "  claude-worker version --json"})
final class VersionCommand implements Callable<Integer> {

  private final Session session;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  VersionCommand(Session session) {
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
    if (json) {
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
