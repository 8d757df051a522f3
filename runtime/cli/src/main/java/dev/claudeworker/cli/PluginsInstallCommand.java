package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code plugins install}. */
final class PluginsInstallCommand extends CliCommand {

  private final Session session;

  private final Supplier<String> file =
      argument(0, String.class, text -> text, "FILE", "The plugin's jar, on the server's machine.");

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  PluginsInstallCommand(Session session) {
    super(
        "Install a plugin, or another version of one: copies its jar, accepts it and loads it.",
        "",
        "The server goes on; running attempts finish on the old version. A signature FILE.sig is",
        "copied too.",
        "",
        "Example:",
        "  claude-worker plugins install target/my-plugin-1.0.0.jar");
    this.session = session;
  }

  @Override
  public Integer call() {
    Path jar = session.workingDirectory().resolve(file.get()).toAbsolutePath().normalize();
    if (!Files.isRegularFile(jar)) {
      throw new CommandFailure(ExitCodes.FAILED, "there is no file " + jar, "Name the plugin's jar.");
    }
    JsonObject document = session.server()
        .post(ServerApi.BASE + "/plugins", JsonObject.EMPTY.with("file", new JsonString(jar.toString())));
    return PluginOutcome.print(document, json.getAsBoolean(), session.output());
  }
}
