package dev.claudeworker.cli;

import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.Fields;
import dev.claudeworker.cli.client.ServerApi;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.util.List;
import java.util.function.BooleanSupplier;

/** {@code plugins list}. */
final class PluginsListCommand extends CliCommand {

  private final Session session;

  private final BooleanSupplier json = flag("Print one JSON document.", "--json");

  PluginsListCommand(Session session) {
    super(
        "List all plugins: what they provide, and which ones do not work.",
        "",
        "On a terminal a table; otherwise one line per plugin with tabs between name, version,",
        "kind, state and what it provides.",
        "",
        "Examples:",
        "  claude-worker plugins list",
        "  claude-worker plugins list --json | jq '.plugins[].name'");
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject document = session.server().get(ServerApi.BASE + "/plugins");
    if (json.getAsBoolean()) {
      session.output().json(document);
    } else {
      print(Fields.objects(document, "plugins").stream().map(PluginView::new).toList());
    }
    return ExitCodes.OK;
  }

  private void print(List<PluginView> plugins) {
    if (session.output().isForPeople()) {
      PluginView.table(plugins, session.output().style(), session.output().columns()).forEach(session.output()::line);
    } else {
      plugins.forEach(plugin -> session.output().line(String.join("\t", plugin.columns())));
    }
  }
}
