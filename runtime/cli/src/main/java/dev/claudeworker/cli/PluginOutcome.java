package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.spi.JsonValue.JsonObject;

/** Says what became of a plugin, and whether that is what was wanted. */
final class PluginOutcome {

  private PluginOutcome() {}

  private static final String NEEDS_RESTART = "plugin_needs_restart";

  /** Prints it and answers the exit code: a plugin that failed is a failure, and so is a file that was not taken. */
  static int print(JsonObject document, boolean json, Output output) {
    var plugin = new PluginView(document);
    if (json) {
      output.json(document);
    } else {
      output.line("Plugin " + plugin.columns().get(0) + " " + plugin.columns().get(1) + " is "
          + Fields.textOrEmpty(document, "state") + ".");
      plugin.error().forEach(line -> output.note("  " + line));
    }
    return Fields.textOrEmpty(document, "state").equals("failed") || wasNotTaken(document)
        ? ExitCodes.FAILED
        : ExitCodes.OK;
  }

  private static boolean wasNotTaken(JsonObject document) {
    String code = Fields.textOrEmpty(Fields.object(document, "error"), "code");
    return Fields.textOrEmpty(document, "state").equals("active") && !code.isEmpty() && !code.equals(NEEDS_RESTART);
  }
}
