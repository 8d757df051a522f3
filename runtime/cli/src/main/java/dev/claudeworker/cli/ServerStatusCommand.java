package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.function.BooleanSupplier;

/** {@code server status}. */
final class ServerStatusCommand extends CliCommand {

  private final Session session;

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  ServerStatusCommand(Session session) {
    super(
        "Show whether the server runs, and what it does. Exits with 3 if none runs.",
        "", "Examples:", "  claude-worker server status", "  claude-worker server status --json");
    this.session = session;
  }

  @Override
  public Integer call() {
    ServerApi server = session.server();
    JsonObject plugins = server.get(ServerApi.BASE + "/plugins");
    JsonObject status =
        server.get(ServerApi.BASE + "/server").with("plugins", new JsonArray(Fields.items(plugins, "plugins")));
    if (json.getAsBoolean()) {
      session.output().json(status.with("url", server.url()));
    } else {
      new ServerDocument(status).report(server.url(), session).forEach(session.output()::line);
    }
    return ExitCodes.OK;
  }
}
