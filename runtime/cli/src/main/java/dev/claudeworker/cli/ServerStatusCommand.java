package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code server status}. */
@Command(
    name = "status",
    description = "Show whether the server runs, and what it does. Exits with 3 if none runs.",
    footer = {"", "Examples:", "  claude-worker server status", "  claude-worker server status --json"})
final class ServerStatusCommand implements Callable<Integer> {

  private final Session session;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  ServerStatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ServerApi server = session.server();
    JsonObject status = server.get(ServerApi.BASE + "/server");
    if (json) {
      session.output().json(status.with("url", server.url()));
    } else {
      new ServerDocument(status).report(server.url(), session).forEach(session.output()::line);
    }
    return ExitCodes.OK;
  }
}
