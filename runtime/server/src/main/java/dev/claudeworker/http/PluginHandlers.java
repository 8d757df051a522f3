package dev.claudeworker.http;

import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.openapi.Operation;
import dev.claudeworker.plugins.PluginDescription;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The routes of plugins. */
final class PluginHandlers {

  private static final String NOT_FOUND = "plugin_not_found";
  private static final String NOT_POSSIBLE = "plugin_not_possible";

  private final PluginAccess plugins;
  private final JsonBody bodies;

  PluginHandlers(PluginAccess plugins, JsonBody bodies) {
    this.plugins = plugins;
    this.bodies = bodies;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/plugins", this::list)
            .described(Operation.of("All plugins").answers(200, "The plugins.", PluginSchemas.PLUGINS)),
        Route.get("/plugins/{name}", this::show)
            .described(Operation.of("A plugin with its configuration")
                .answers(200, "The plugin.", PluginSchemas.DETAILS)
                .refuses(404, NOT_FOUND, "no plugin has this name")),
        Route.post("/plugins", this::install)
            .described(Operation.of("Install a plugin")
                .detail(
                    "Copies the jar into the plugins folder, accepts it and loads it. A plugin of the same name is replaced;"
                        + " running attempts finish on the old one.")
                .body(PluginSchemas.INSTALL)
                .answers(200, "What became of it.", PluginSchemas.DETAILS)
                .refuses(422, NOT_POSSIBLE, "it cannot be installed")),
        Route.delete("/plugins/{name}", this::remove)
            .described(Operation.of("Remove a plugin and its file")
                .answersEmpty(204, "It is gone.")
                .refuses(404, NOT_FOUND, "no plugin has this name")
                .refuses(422, NOT_POSSIBLE, "it came with the program or is the storage in use")),
        order("enable", "Switch a plugin on", (access, name) -> access.orders().enable(name)),
        order("disable", "Switch a plugin off", (access, name) -> access.orders().disable(name)),
        order("accept", "Accept a plugin's file as it is now", (access, name) -> access.orders().accept(name)),
        Route.post("/plugins/verify", this::verify)
            .described(Operation.of("Check plugin files against plugins.lock")
                .detail("Reads every file that did not come with the program again.")
                .answers(200, "What each file is now.", PluginSchemas.VERIFICATION)));
  }

  private Route order(String word, String summary, BiFunction<PluginAccess, String, PluginDescription> order) {
    return Route.post("/plugins/{name}/" + word, request -> answer(order.apply(plugins, name(request))))
        .described(Operation.of(summary)
            .answers(200, "What became of it.", PluginSchemas.DETAILS)
            .refuses(404, NOT_FOUND, "no plugin has this name")
            .refuses(422, NOT_POSSIBLE, "it is the storage in use"));
  }

  private Response list(Request request) {
    return Response.ok(new ObjectBuilder()
        .put("plugins", plugins.all().get().stream().map(PluginDocument::of).toList())
        .build());
  }

  private Response show(Request request) {
    String name = name(request);
    return plugins.all()
        .get()
        .stream()
        .filter(plugin -> plugin.name().equals(name))
        .findFirst()
        .<Response>map(this::answer)
        .orElseThrow(() -> new ProblemException(Problem.of(404, NOT_FOUND, "There is no plugin '" + name + "'.",
            "See 'claude-worker plugins list'.")));
  }

  private Response install(Request request) {
    Path file = bodies.readRequired(request, body -> path(body.text("file")));
    return answer(plugins.orders().install(file));
  }

  private static Path path(Optional<String> written) {
    try {
      Path file = Path.of(written.orElse(""));
      if (file.isAbsolute()) {
        return file;
      }
    } catch (InvalidPathException unusable) {
      // The same answer as to any text that is no absolute path.
    }
    throw new ProblemException(Problem.of(422, "invalid_request", "/file: is not an absolute path.",
        "Name a jar by its whole path on the server's machine."));
  }

  private Response remove(Request request) {
    plugins.orders().remove(name(request));
    return new Response.Empty(204);
  }

  private Response verify(Request request) {
    return Response.ok(new ObjectBuilder()
        .put("files", plugins.orders().verify().stream().map(PluginDocument::of).toList())
        .build());
  }

  private Response answer(PluginDescription plugin) {
    return Response.ok(PluginDocument.of(plugin, plugins.keys().apply(plugin.name())));
  }

  private static String name(Request request) {
    return Optional.ofNullable(request.pathParameters().get("name")).orElse("");
  }
}
