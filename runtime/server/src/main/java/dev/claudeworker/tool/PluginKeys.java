package dev.claudeworker.tool;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.UnknownVariables;
import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.plugins.ConfigProblem;
import dev.claudeworker.plugins.OfferedSchema;
import dev.claudeworker.plugins.PluginRegistry;
import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys of the sections {@code plugins.<plugin>}, as the plugins themselves tell them.
 *
 * @param byPlugin the schemas of each plugin's factories, which share its section
 * @param offered the same one by one
 */
record PluginKeys(Map<String, List<ConfigSchema>> byPlugin, List<OfferedSchema> offered) {

  /** Asks the plugins that a server would load. */
  static PluginKeys ask(HomeDirectory home, Map<String, String> environment, Configuration configuration)
      throws IOException {
    return PassingPlugins.ask(home, environment, configuration, PluginKeys::of);
  }

  /** Asks plugins that are loaded. */
  static PluginKeys of(PluginRegistry registry) {
    Map<String, List<ConfigSchema>> schemas = new TreeMap<>();
    registry.schemas()
        .forEach(offered -> schemas.computeIfAbsent(offered.plugin(), _ -> new ArrayList<>()).add(offered.schema()));
    return new PluginKeys(schemas, registry.schemas());
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
    UnknownVariables unknown = configuration.plugins().unknownVariables(offered);
    Stream.of(configuration.unusedVariables(), unknown.refused(), unknown.told())
        .flatMap(List::stream)
        .forEach(problems::add);
    return problems.stream().distinct().toList();
  }
}
