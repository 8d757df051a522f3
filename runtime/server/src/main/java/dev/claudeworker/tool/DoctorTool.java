package dev.claudeworker.tool;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.config.ConfigurationLoader;
import dev.claudeworker.config.CoreConfiguration;
import dev.claudeworker.config.GivenValue;
import dev.claudeworker.json.ObjectBuilder;
import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at everything that tasks need, without changing anything and without spending anything. */
public final class DoctorTool extends ServerTool {

  private static final String CLAUDE = "executor-claude-cli";
  private static final String CORRECT = "Correct it in the place that is named, or with 'claude-worker config set'.";

  private final InstantSource clock;

  /** Made by the service loader. */
  public DoctorTool() {
    this(System.getenv(), InstantSource.system());
  }

  DoctorTool(Map<String, String> environment, InstantSource clock) {
    super("claude-worker-doctor", environment);
    this.clock = clock;
  }

  @Override
  protected JsonObject answer(List<String> words) throws ConfigurationException, IOException {
    List<Check> checks = new ArrayList<>();
    checks.add(Check.ok("java", Runtime.version() + " (" + System.getProperty("java.vendor") + ")"));
    checks.addAll(new HomeChecks(home(), clock).all());
    Configuration configuration = configuration(checks);
    var server = new ServerChecks(home(), configuration);
    var database = new DatabaseCheck(home(), configuration, userHome(), environment());
    boolean serverWorks = server.isLocked();
    AskedPlugins asked = PassingPlugins.ask(home(), environment(), configuration, registry -> new AskedPlugins(
        PluginKeys.of(registry), serverWorks ? database.inUse() : database.look(registry)));
    PluginKeys plugins = asked.keys();
    List<String> problems = plugins.problems(configuration);
    if (!problems.isEmpty()) {
      checks.add(Check.problem("plugin sections", String.join("\n", problems), CORRECT));
    }
    checks.addAll(server.all());
    checks.add(asked.database());
    checks.add(executors(plugins));
    if (plugins.byPlugin().containsKey(CLAUDE)) {
      checks.addAll(claude(configuration, plugins).all());
    }
    boolean healthy = checks.stream().noneMatch(check -> check.result() == Check.Result.PROBLEM);
    return new ObjectBuilder()
        .put("healthy", healthy)
        .put("checks", checks.stream().map(Check::document).toList())
        .build();
  }

  /** What plugins said while they were loaded. */
  private record AskedPlugins(PluginKeys keys, Check database) {}

  /** If it is wrong, the other checks go on with the defaults. */
  private Configuration configuration(List<Check> checks) throws ConfigurationException {
    try {
      Configuration configuration = ConfigurationLoader.load(Map.of(), environment(), home().path(), userHome());
      CoreConfiguration.check(configuration);
      checks.add(Check.ok("configuration", "right"));
      return configuration;
    } catch (ConfigurationException wrong) {
      checks.add(Check.problem("configuration", String.join("\n", wrong.problems()), CORRECT));
      return ConfigurationLoader.defaults(home().path(), userHome());
    }
  }

  private static Check executors(PluginKeys plugins) {
    String names = String.join(", ", plugins.byPlugin().keySet());
    return plugins.byPlugin().isEmpty()
        ? Check.problem("plugins", "none was found, so nothing can be kept or run", "Install claude-worker again.")
        : Check.ok("plugins", names);
  }

  private ClaudeCheck claude(Configuration configuration, PluginKeys plugins) {
    Path configDirectory = setting(configuration, plugins, "config_dir")
        .or(() -> Optional.ofNullable(environment().get("CLAUDE_CONFIG_DIR")))
        .map(text -> text.startsWith("~/") ? userHome().resolve(text.substring(2)) : Path.of(text))
        .orElse(userHome().resolve(".claude"));
    return new ClaudeCheck(setting(configuration, plugins, "command").orElse("claude"), configDirectory, environment());
  }

  private static Optional<String> setting(Configuration configuration, PluginKeys plugins, String name) {
    Optional<ConfigKey> key = plugins.of(CLAUDE).stream().filter(known -> known.name().equals(name)).findFirst();
    return key.flatMap(known -> configuration.plugins().given(CLAUDE, known))
        .map(GivenValue::value)
        .flatMap(value -> value instanceof JsonString(String text) ? Optional.of(text) : Optional.empty());
  }
}
