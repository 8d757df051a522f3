package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code plugins info}. */
final class PluginsInfoCommand extends CliCommand {

  private final Session session;

  private final Supplier<String> name = argument(0, String.class, text -> text, "NAME", "The plugin's name.");

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  PluginsInfoCommand(Session session) {
    super(
        "Show one plugin: state and last error, file and hash, who signed it, and how its keys are set.",
        "",
        "Secrets are never shown.",
        "",
        "Examples:",
        "  claude-worker plugins info executor-shell",
        "  claude-worker plugins info executor-shell --json");
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject document = session.server().get(ServerApi.BASE + "/plugins/" + PathPart.of(name.get()));
    if (json.getAsBoolean()) {
      session.output().json(document);
    } else {
      new PluginView(document).report().forEach(session.output()::line);
    }
    return ExitCodes.OK;
  }
}
