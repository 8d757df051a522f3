package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerTools;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code config get}. */
final class ConfigGetCommand extends CliCommand {

  private final Session session;

  private final Supplier<String> key =
      argument(0, String.class, word -> word, "KEY", "The key, for example server.port.");

  private final BooleanSupplier json = flag("Print all about the key as one JSON document.", "--json");

  ConfigGetCommand(Session session) {
    super(
        "Print the value of one key.",
        "",
        "A key that is not set and has no default is printed as -.",
        "",
        "Examples:",
        "  claude-worker config get server.port",
        "  claude-worker config get task.default_model --json");
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject entry = ServerTools.run("config", "get", session.workingDirectory().toString(), key.get());
    if (json.getAsBoolean()) {
      session.output().json(entry);
    } else {
      session.output().line(new ConfigKeyDocument(entry).value());
    }
    return ExitCodes.OK;
  }
}
