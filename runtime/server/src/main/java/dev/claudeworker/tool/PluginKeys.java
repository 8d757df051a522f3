package dev.claudeworker.tool;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.plugins.ConfigProblem;
import dev.claudeworker.plugins.FactoryRegistry;
import dev.claudeworker.plugins.PluginFolder;
import dev.claudeworker.plugins.PluginRegistry;
import dev.claudeworker.plugins.PluginSettings;
import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.executor.ExecutorFactory;
import dev.claudeworker.spi.notify.NotifierFactory;
import dev.claudeworker.spi.storage.StorageFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys of the sections {@code plugins.<plugin>}, as the plugins themselves tell them.
 *
 * @param byPlugin the schemas of each plugin's factories, which share its section
 */
record PluginKeys(Map<String, List<ConfigSchema>> byPlugin) {

  /**
   * Loads the plugins that a server would load, asks them, and lets them go. In a scratch folder, since a running server has its
   * copies in the home; with what the home knows of accepted and disabled files, since nothing else may be run here either.
   */
  static PluginKeys ask(HomeDirectory home, Map<String, String> environment, Configuration configuration)
      throws IOException {
    Path scratch = Files.createTempDirectory("claude-worker-tool-");
    try {
      for (String name : List.of("plugins.lock", "plugins.disabled")) {
        if (Files.exists(home.file(name))) {
          Files.copy(home.file(name), scratch.resolve(name));
        }
      }
      return ask(new PluginSettings(
          scratch, folders(home, environment, configuration), true, List.of(), PluginSettings.Limits.DEFAULT));
    } finally {
      deleteAll(scratch);
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

  private static PluginKeys ask(PluginSettings settings) {
    try (PluginRegistry registry = PluginRegistry.open(settings)) {
      Map<String, List<ConfigSchema>> schemas = new TreeMap<>();
      collect(registry.storageFactories(), StorageFactory::schema, schemas);
      collect(registry.executorFactories(), ExecutorFactory::schema, schemas);
      collect(registry.notifierFactories(), NotifierFactory::schema, schemas);
      return new PluginKeys(schemas);
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static <F> void collect(
      FactoryRegistry<F> registry, Function<F, ConfigSchema> schema, Map<String, List<ConfigSchema>> schemas) {
    for (String name : registry.names()) {
      registry.find(name)
          .ifPresent(found -> schemas.computeIfAbsent(found.plugin(), _ -> new ArrayList<>())
              .add(schema.apply(found.factory())));
    }
  }

  /** The keys of a plugin, each once; none if there is no such plugin. */
  List<ConfigKey> of(String plugin) {
    Map<String, ConfigKey> keys = new LinkedHashMap<>();
    byPlugin.getOrDefault(plugin, List.of())
        .forEach(schema -> schema.keys().forEach(key -> keys.putIfAbsent(key.name(), key)));
    return List.copyOf(keys.values());
  }

  /** What is wrong with the plugins' sections. */
  List<String> problems(Configuration configuration) {
    List<String> problems = new ArrayList<>();
    byPlugin.forEach((plugin, schemas) -> {
      Set<String> names = of(plugin).stream().map(ConfigKey::name).collect(Collectors.toSet());
      for (ConfigSchema schema : schemas) {
        for (ConfigProblem problem : configuration.plugins().read(plugin, schema, names, List.of()).problems()) {
          problems
              .add("plugins." + plugin + "." + problem.key() + ": " + problem.message() + ". " + problem.suggestion());
        }
      }
    });
    configuration.plugins()
        .names()
        .stream()
        .filter(name -> !byPlugin.containsKey(name))
        .forEach(name -> problems.add("plugins." + name + ": there is no plugin '" + name + "' (plugins: "
            + String.join(", ", byPlugin.keySet()) + ")"));
    return problems.stream().distinct().toList();
  }
}
