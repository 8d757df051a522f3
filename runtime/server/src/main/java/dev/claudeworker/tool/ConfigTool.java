package dev.claudeworker.tool;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.config.ConfigurationLoader;
import dev.claudeworker.config.CoreConfiguration;
import dev.claudeworker.config.ProjectFile;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.logging.LogSettings;
import dev.claudeworker.plugins.NearestName;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Shows, checks and changes the configuration as a server that is started now would find it. */
public final class ConfigTool extends ServerTool {

  private static final String NAME = "claude-worker-config";

  /** Made by the service loader. */
  public ConfigTool() {
    this(System.getenv());
  }

  ConfigTool(Map<String, String> environment) {
    super(NAME, environment);
  }

  @Override
  protected JsonObject answer(List<String> words) throws ToolRefusal, ConfigurationException, IOException {
    return switch (words.getFirst()) {
      case "path" -> path();
      case "log" -> log();
      case "validate" -> validated(words.get(1));
      case "show" -> shown(words.size() > 2 ? words.get(2) : "", words.get(1));
      case "get" -> find(words.get(2), entries(load(words.get(1)))).document();
      case "set" -> change(words.get(1)).to(words.get(2), false);
      case "set-hidden" -> change(words.get(1)).to(words.get(2), true);
      default -> throw new ToolRefusal(
          ToolRefusal.USAGE, "'" + words.getFirst() + "' is nothing that can be done with the configuration",
          "See 'claude-worker config --help'.");
    };
  }

  private JsonObject path() throws ConfigurationException {
    var file = ConfigurationFile.of(home());
    return new ObjectBuilder().put("path", file.path().toString()).put("exists", file.exists()).build();
  }

  /** Where the server's log is; a server in the background works in its home, so that is what a relative path counts from. */
  private JsonObject log() throws ConfigurationException {
    Path folder = load().section("log").optionalPath("directory").orElse(home().logs());
    return new ObjectBuilder().put("path", home().path().resolve(folder).resolve(LogSettings.FILE_NAME).toString())
        .build();
  }

  /** A wrong configuration is an answer too: who asks for JSON gets what is wrong with it. */
  private JsonObject validated(String directory) throws IOException {
    JsonObject answer = JsonObject.EMPTY;
    List<String> problems;
    try {
      answer = path();
      problems = problems(load(directory));
    } catch (ConfigurationException wrong) {
      problems = wrong.problems();
    }
    return answer.with("valid", new JsonBoolean(problems.isEmpty()))
        .with("problems", new JsonArray(problems.stream().<JsonValue>map(JsonString::new).toList()));
  }

  private List<String> problems(Configuration configuration) throws ConfigurationException, IOException {
    CoreConfiguration.check(configuration);
    return pluginKeys(configuration).problems(configuration);
  }

  private JsonObject shown(String prefix, String directory)
      throws ConfigurationException, ToolRefusal, IOException {
    List<ConfigEntry> entries = entries(load(directory));
    List<ConfigEntry> chosen = entries.stream()
        .filter(entry -> prefix.isEmpty() || entry.name().equals(prefix) || entry.name().startsWith(prefix + "."))
        .toList();
    if (chosen.isEmpty()) {
      throw unknown(prefix, entries);
    }
    return path().with("keys", new JsonArray(
        chosen.stream().<JsonValue>map(ConfigEntry::document).toList()));
  }

  /** The keys do not depend on what is in the file, which may be wrong and is to be corrected. */
  private ConfigChange change(String name) throws ConfigurationException, ToolRefusal, IOException {
    ConfigEntry entry = find(name, entries(known()));
    return new ConfigChange(entry, ConfigurationFile.of(home()), userHome());
  }

  private Configuration known() throws ConfigurationException {
    try {
      return load();
    } catch (ConfigurationException wrong) {
      return ConfigurationLoader.defaults(home().path(), userHome());
    }
  }

  private Configuration load() throws ConfigurationException {
    return ConfigurationLoader.load(Map.of(), environment(), home().path(), userHome());
  }

  /** As it counts for tasks that are handed over from a directory. */
  private Configuration load(String directory) throws ConfigurationException {
    return ConfigurationLoader.load(
        ProjectFile.nearest(Path.of(directory)), environment(), home().path(), userHome());
  }

  private List<ConfigEntry> entries(Configuration configuration) throws IOException {
    return ConfigEntry.all(configuration, pluginKeys(configuration));
  }

  private PluginKeys pluginKeys(Configuration configuration) throws IOException {
    return PluginKeys.ask(home(), environment(), configuration);
  }

  private static ConfigEntry find(String name, List<ConfigEntry> entries) throws ToolRefusal {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name, entries));
  }

  private static ToolRefusal unknown(String name, List<ConfigEntry> entries) {
    List<String> names = entries.stream().map(ConfigEntry::name).toList();
    String nearest = NearestName.suggestion(name, names).map(near -> "Did you mean '" + near + "'? ").orElse("");
    return new ToolRefusal(
        ToolRefusal.USAGE, "the configuration has no key '" + name + "'",
        nearest + "See all keys with 'claude-worker config show'.");
  }
}
