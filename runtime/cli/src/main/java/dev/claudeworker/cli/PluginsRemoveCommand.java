package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.ServerApi;
import java.util.function.Supplier;

/** {@code plugins remove}. */
final class PluginsRemoveCommand extends CliCommand {

  private final Session session;

  private final Supplier<String> name = argument(0, String.class, text -> text, "NAME", "The plugin's name.");

  PluginsRemoveCommand(Session session) {
    super(
        "Remove a plugin and its file. Running attempts finish.",
        "",
        "Plugins that came with the program cannot be removed; disable them.",
        "",
        "Example:",
        "  claude-worker plugins remove my-plugin");
    this.session = session;
  }

  @Override
  public Integer call() {
    session.server().delete(ServerApi.BASE + "/plugins/" + PathPart.of(name.get()));
    session.output().line("Plugin " + Printable.line(name.get()) + " is removed.");
    return ExitCodes.OK;
  }
}
