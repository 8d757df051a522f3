package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code plugins enable}, {@code disable} and {@code accept}: one word for the server, and what became of the plugin. */
final class PluginsOrderCommand extends CliCommand {

  private final Session session;
  private final String order;

  private final Supplier<String> name = argument(0, String.class, text -> text, "NAME", "The plugin's name.");

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  private PluginsOrderCommand(Session session, String order, String... help) {
    super(help[0], Arrays.copyOfRange(help, 1, help.length));
    this.session = session;
    this.order = order;
  }

  static PluginsOrderCommand enable(Session session) {
    return new PluginsOrderCommand(session, "enable", "Switch a plugin on. It stays on when the server starts again.",
        "",
        "Example:", "  claude-worker plugins enable my-plugin");
  }

  static PluginsOrderCommand disable(Session session) {
    return new PluginsOrderCommand(session, "disable",
        "Switch a plugin off. It stays off when the server starts again; running attempts finish.", "", "Example:",
        "  claude-worker plugins disable my-plugin");
  }

  static PluginsOrderCommand accept(Session session) {
    return new PluginsOrderCommand(session, "accept",
        "Accept a plugin's file as it is now, and load it. Do this only if you know why it is new or has changed.", "",
        "Example:", "  claude-worker plugins accept my-plugin");
  }

  @Override
  public Integer call() {
    JsonObject document = session.server()
        .post(ServerApi.BASE + "/plugins/" + PathPart.of(name.get()) + "/" + order, JsonObject.EMPTY);
    return PluginOutcome.print(document, json.getAsBoolean(), session.output());
  }
}
