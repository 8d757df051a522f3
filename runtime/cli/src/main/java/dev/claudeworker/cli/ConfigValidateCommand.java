package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
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
        "Check the configuration: file, environment, the sections of plugins, and the file of this project. Exits with 1 "
            + "if anything is wrong.",
        "", "Examples:", "  claude-worker config validate",
        "  claude-worker config validate && claude-worker server restart",
        "  claude-worker config validate --json | jq -r '.problems[]'");
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject checked = ServerTools.run("config", "validate", session.workingDirectory().toString());
    boolean valid = Fields.flag(checked, "valid");
    if (json.getAsBoolean()) {
      session.output().json(checked);
    } else if (valid) {
      String file = Fields.flag(checked, "exists") ? " (" + Fields.textOrEmpty(checked, "path") + ")" : "";
      session.output().line("The configuration is right" + file + ".");
    } else {
      throw new CommandFailure(
          ExitCodes.FAILED, "the configuration is wrong:\n" + String.join("\n", Fields.texts(checked, "problems")),
          "Correct it in the place that is named, or with 'claude-worker config set'.");
    }
    return valid ? ExitCodes.OK : ExitCodes.FAILED;
  }
}
