package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerTools;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.function.BooleanSupplier;

/** {@code config path}. */
final class ConfigPathCommand extends CliCommand {

  private final Session session;

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  ConfigPathCommand(Session session) {
    super(
        "Print where the configuration file is, or would be made.",
        "", "Examples:", "  claude-worker config path", "  \"$EDITOR\" \"$(claude-worker config path)\"");
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject path = ServerTools.run("config", "path");
    if (json.getAsBoolean()) {
      session.output().json(path);
    } else {
      session.output().line(Fields.textOrEmpty(path, "path"));
    }
    return ExitCodes.OK;
  }
}
