package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerTools;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.function.BooleanSupplier;

/** {@code config validate}. */
final class ConfigValidateCommand extends CliCommand {

  private final Session session;

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  ConfigValidateCommand(Session session) {
    super(
        "Check the configuration: file, environment, and the sections of plugins. Exits with 1 if anything is wrong.",
        "", "Examples:", "  claude-worker config validate",
        "  claude-worker config validate && claude-worker server restart");
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject valid = ServerTools.run("config", "validate");
    if (json.getAsBoolean()) {
      session.output().json(valid);
    } else {
      String file = Fields.flag(valid, "exists") ? " (" + Fields.textOrEmpty(valid, "path") + ")" : "";
      session.output().line("The configuration is right" + file + ".");
    }
    return ExitCodes.OK;
  }
}
