package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** {@code server health}. */
final class ServerHealthCommand extends CliCommand {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Session session;

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  ServerHealthCommand(Session session) {
    super(
        "Ask the server whether it can work. Exits with 0 if it can, 1 if not, 3 if it does not answer.",
        "", "Examples:", "  claude-worker server health", "  claude-worker server health --json");
    this.session = session;
  }

  @Override
  public Integer call() {
    ServerApi server = session.server();
    JsonObject health = server.health("/health", PATIENCE)
        .orElseThrow(
            () -> new CommandFailure(
                ExitCodes.UNREACHABLE,
                "the server at " + server.url() + " does not answer",
                "See 'claude-worker server status' and 'claude-worker server logs'."));
    boolean healthy = Fields.textOrEmpty(health, "status").equals("ok");
    if (json.getAsBoolean()) {
      session.output().json(health);
    } else {
      String reason = Fields.text(health, "reason").map(text -> ": " + Printable.line(text)).orElse("");
      session.output()
          .line(healthy ? "The server at " + server.url() + " is well." : "The server cannot work" + reason);
    }
    return healthy ? ExitCodes.OK : ExitCodes.FAILED;
  }
}
