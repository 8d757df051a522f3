package dev.claudeworker.tool;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.plugins.PluginFolder;
import dev.claudeworker.plugins.PluginRegistry;
import dev.claudeworker.plugins.PluginSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The plugins that a server would load, for the time of one command. In a scratch folder, since a running server has its copies in the home;
 * with what the home knows of accepted and disabled files, since nothing else may be run here either.
 */
final class PassingPlugins implements AutoCloseable {

  private final Path scratch;
  private final PluginRegistry registry;

  private PassingPlugins(Path scratch, PluginRegistry registry) {
    this.scratch = scratch;
    this.registry = registry;
  }

  /** Asks them one question. */
  static <T> T ask(
      HomeDirectory home, Map<String, String> environment, Configuration configuration,
      Function<PluginRegistry, T> question) throws IOException {
    try (PassingPlugins plugins = load(home, environment, configuration)) {
      return question.apply(plugins.registry);
    }
  }

  static PassingPlugins load(HomeDirectory home, Map<String, String> environment, Configuration configuration)
      throws IOException {
    Path scratch = Files.createTempDirectory("claude-worker-tool-");
    try {
      for (String name : List.of("plugins.lock", "plugins.disabled")) {
        if (Files.exists(home.file(name))) {
          Files.copy(home.file(name), scratch.resolve(name));
        }
      }
      return new PassingPlugins(scratch, PluginRegistry.open(new PluginSettings(
          scratch, folders(home, environment, configuration), true, List.of(), PluginSettings.Limits.DEFAULT)));
    } catch (IOException | RuntimeException failed) {
      deleteAll(scratch);
      throw failed;
    }
  }

  private static List<PluginFolder> folders(
      HomeDirectory home, Map<String, String> environment, Configuration configuration) {
    List<PluginFolder> folders = new ArrayList<>();
    Optional.ofNullable(environment.get("CLAUDE_WORKER_INSTALL_DIR"))
        .ifPresent(directory -> folders.add(new PluginFolder(Path.of(directory).resolve("plugins"), true)));
    folders.add(new PluginFolder(home.plugins(), false));
    configuration.section("plugins")
        .texts("dirs")
        .forEach(directory -> folders.add(new PluginFolder(home.path().resolve(directory), false)));
    return folders;
  }

  PluginRegistry registry() {
    return registry;
  }

  @Override
  public void close() throws IOException {
    registry.close();
    deleteAll(scratch);
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
