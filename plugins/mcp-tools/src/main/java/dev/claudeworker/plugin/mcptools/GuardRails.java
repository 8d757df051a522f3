package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a careful user does not let agents do. Off unless {@code strict} is on; then every task that an agent creates is looked at,
 * alone or in a graph.
 *
 * @param settings what is allowed
 */
record GuardRails(ProductSettings settings) {

  /** Refuses a task that goes beyond them. The directory is where it would work, if that is known. */
  void check(JsonObject task, Optional<String> directory) {
    if (!settings.strict()) {
      return;
    }
    String name = task.text("identifier").map(identifier -> "Task '" + identifier + "': ").orElse("");
    checkPrompt(name, task.text("execution_prompt").orElse(""));
    checkModel(name, task.text("model"));
    checkDirectory(name, directory);
  }

  /** The same for every task of a graph; relative directories count from the base. */
  void checkEach(JsonObject graph, Optional<Path> base) {
    if (!settings.strict()) {
      return;
    }
    for (JsonObject task : Call.objects(graph, "tasks")) {
      Optional<String> own = task.text("working_directory");
      Optional<String> place = own.isPresent()
          ? Optional.of(base.map(path -> path.resolve(own.get()).normalize().toString()).orElse(own.get()))
          : base.map(Path::toString);
      check(task, place);
    }
  }

  private void checkPrompt(String name, String prompt) {
    if (prompt.length() < settings.minPrompt()) {
      throw new ToolRefusal(name + "The prompt has " + prompt.length() + " characters; here it needs at least "
          + settings.minPrompt()
          + " (plugins.mcp-tools.min_prompt). Say what to do, where, and how to know it is done.");
    }
  }

  private void checkModel(String name, Optional<String> model) {
    if (!settings.models().isEmpty() && model.filter(settings.models()::contains).isEmpty()) {
      throw new ToolRefusal(name + "'model' must be one of " + String.join(", ", settings.models())
          + " here (plugins.mcp-tools.allowed_models)" + model.map(given -> ", not " + given).orElse("") + ".");
    }
  }

  private void checkDirectory(String name, Optional<String> directory) {
    Path place = directory.map(Path::of)
        .filter(Files::isDirectory)
        .orElseThrow(() -> new ToolRefusal(name + "'working_directory' must be an existing directory here "
            + "(plugins.mcp-tools.strict)" + directory.map(given -> "; " + given + " is none").orElse("") + "."));
    if (!settings.directories().isEmpty() && settings.directories().stream().noneMatch(root -> holds(root, place))) {
      throw new ToolRefusal(name + "'working_directory' must be in one of "
          + String.join(", ", settings.directories().stream().map(Path::toString).toList())
          + " here (plugins.mcp-tools.allowed_directories); " + place + " is not.");
    }
  }

  private static boolean holds(Path root, Path place) {
    try {
      return place.toRealPath().startsWith(root.toRealPath());
    } catch (IOException absent) {
      return false;
    }
  }
}
