package dev.claudeworker.config;

import dev.claudeworker.plugins.ConfigProblem;
import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.plugins.NearestName;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the layers together: flags over environment over the project's file over the user's file over defaults. */
public final class ConfigurationLoader {

  private final ConfigReader reader;
  private final List<String> problems = new ArrayList<>();
  private final SecretReferences secrets;

  private ConfigurationLoader(Path home, Path userHome, Map<String, String> environment) {
    this.reader = new ConfigReader(userHome, home);
    this.secrets = new SecretReferences(environment, userHome, home);
  }

  /**
   * Loads the configuration.
   *
   * @param flags values of flags by the names of their keys
   * @param environment the environment of the process
   * @param home the home directory, in which the user's file is
   * @param userHome what {@code ~} stands for
   * @return the configuration
   * @throws ConfigurationException that tells everything that is wrong
   */
  public static Configuration load(
      Map<String, String> flags, Map<String, String> environment, Path home, Path userHome)
      throws ConfigurationException {
    var loader = new ConfigurationLoader(home, userHome, environment);
    return loader.load(ConfigFile.read(home, loader.problems), Map.of(), flags, environment);
  }

  /**
   * Loads the configuration as it counts for tasks of a project.
   *
   * @param project what the project's file says
   * @param environment the environment of the process
   * @param home the home directory, in which the user's file is
   * @param userHome what {@code ~} stands for
   * @return the configuration
   * @throws ConfigurationException that tells everything that is wrong
   */
  public static Configuration load(ProjectFile project, Map<String, String> environment, Path home, Path userHome)
      throws ConfigurationException {
    var loader = new ConfigurationLoader(home, userHome, environment);
    return loader.load(ConfigFile.read(home, loader.problems), project.configuration(), Map.of(), environment);
  }

  /**
   * Checks what is to become the user's file, without any other layer.
   *
   * @param file the file
   * @param text what is to stand in it
   * @param userHome what {@code ~} stands for
   * @return the configuration that it makes
   * @throws ConfigurationException that tells everything that is wrong
   */
  public static Configuration check(Path file, String text, Path userHome) throws ConfigurationException {
    Path home = Optional.ofNullable(file.getParent()).orElse(file);
    return new ConfigurationLoader(home, userHome, Map.of()).load(ConfigFile.parse(file, text), Map.of(), Map.of(),
        Map.of());
  }

  /**
   * The configuration of somebody who has set nothing.
   *
   * @param home the home directory
   * @param userHome what {@code ~} stands for
   * @return every key with its default
   */
  public static Configuration defaults(Path home, Path userHome) throws ConfigurationException {
    return new ConfigurationLoader(home, userHome, Map.of()).load(Map.of(), Map.of(), Map.of(), Map.of());
  }

  private Configuration load(
      Map<String, GivenValue> file, Map<String, GivenValue> project, Map<String, String> flags,
      Map<String, String> environment)
      throws ConfigurationException {
    // The strongest layer is laid last. A project's file depends on the directory of a task and is therefore not the server's.
    Map<String, GivenValue> given = new LinkedHashMap<>();
    Map<String, GivenValue> ofPlugins = new LinkedHashMap<>();
    file.forEach((name, value) -> (PluginSections.has(name) ? ofPlugins : given).put(name, value));
    given.putAll(project);
    given.putAll(EnvironmentLayer.read(environment));
    flags.forEach((name, text) -> given.put(name, flag(name, text)));

    var unknown = UnknownVariables.ofServer(environment);
    problems.addAll(unknown.refused());
    findUnknownSections(given);
    Map<String, PluginConfig> sections = new LinkedHashMap<>();
    KeyTable.sections().forEach((section, schema) -> sections.put(section, check(section, schema, given)));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new Configuration(sections, given, unknown.told(),
        new PluginSections(ofPlugins, environment, reader, secrets));
  }

  private static GivenValue flag(String name, String text) {
    Key key = KeyTable.find(name).orElseThrow(() -> new IllegalArgumentException("no key " + name));
    return new GivenValue(
        GivenText.value(key.key().type(), text), new Origin(Layer.FLAG, key.flag().orElse(name)));
  }

  private void findUnknownSections(Map<String, GivenValue> given) {
    var known = KeyTable.sections().keySet();
    given.forEach((name, value) -> {
      String section = name.substring(0, name.indexOf('.'));
      if (!known.contains(section)) {
        String nearest = NearestName.suggestion(section, known).map(near -> " Did you mean '" + near + "'?").orElse("");
        problems.add("unknown section '" + section + "' in " + value.origin().place() + " (known sections: "
            + String.join(", ", known) + ")." + nearest);
      }
    });
  }

  private PluginConfig check(String section, ConfigSchema schema, Map<String, GivenValue> given) {
    String prefix = section + ".";
    Map<String, JsonValue> values = new LinkedHashMap<>();
    given.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        values.put(name.substring(prefix.length()), value.value());
      }
    });
    var reading = reader.read(schema, new JsonObject(values), key -> Optional.ofNullable(given.get(prefix + key))
        .map(value -> value.origin().place())
        .orElse("section " + section));
    reading.problems().stream().map(problem -> sentence(section, problem)).forEach(problems::add);
    return reading.values();
  }

  private static String sentence(String section, ConfigProblem problem) {
    return section + "." + problem.key() + ": " + problem.message() + ". " + problem.suggestion();
  }
}
