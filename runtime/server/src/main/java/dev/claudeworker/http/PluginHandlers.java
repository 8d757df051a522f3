package dev.claudeworker.http;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.openapi.Operation;
import dev.claudeworker.plugins.PluginDescription;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import java.util.List;
import java.util.function.Supplier;

/** The routes of plugins. */
final class PluginHandlers {

  private final Supplier<List<PluginDescription>> plugins;

  PluginHandlers(Supplier<List<PluginDescription>> plugins) {
    this.plugins = plugins;
  }

  List<Route> routes() {
    return List.of(Route.get("/plugins", _ -> Response.ok(new ObjectBuilder()
        .put("plugins", plugins.get().stream().map(PluginHandlers::document).toList())
        .build())).described(Operation.of("All plugins").answers(200, "The plugins.", ServerSchemas.PLUGINS)));
  }

  private static JsonObject document(PluginDescription plugin) {
    return new ObjectBuilder()
        .put("name", plugin.name())
        .put("version", plugin.version())
        .put("kind", plugin.kind().word())
        .put("file", plugin.file().toString())
        .put("provides", JsonArray.ofTexts(plugin.provides()))
        .put("state", plugin.state().word())
        .putOrNull("error", plugin.lastError().map(PluginHandlers::error))
        .build();
  }

  static JsonObject error(WorkerException error) {
    return new ObjectBuilder()
        .put("code", error.errorCode().code())
        .put("message", String.valueOf(error.getMessage()))
        .put("suggestion", error.suggestion())
        .build();
  }
}
