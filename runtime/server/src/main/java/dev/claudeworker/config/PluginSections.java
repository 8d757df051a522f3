package dev.claudeworker.config;

import dev.claudeworker.plugins.ConfigProblem;
import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.plugins.ConfigReading;
import dev.claudeworker.plugins.OfferedSchema;
import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The sections {@code plugins.<plugin>} as they were given, checked against the schema of a plugin once it is known. */
public final class PluginSections {

  static final String PREFIX = "plugins.";

  private final Map<String, GivenValue> fromFile;
  private final Map<String, String> environment;
  private final ConfigReader reader;
  private final SecretReferences secrets;

  PluginSections(
      Map<String, GivenValue> fromFile, Map<String, String> environment, ConfigReader reader,
      SecretReferences secrets) {
    this.fromFile = Map.copyOf(fromFile);
    this.environment = Map.copyOf(environment);
    this.reader = reader;
    this.secrets = secrets;
  }

  /** Whether a name is one of a plugin, {@code plugins.<plugin>.<key>}. */
  static boolean has(String name) {
    return name.startsWith(PREFIX) && KeyTable.find(name).isEmpty();
  }

  /**
   * The names of plugins that have a section in the file.
   *
   * @return the names, whether there are such plugins or not
   */
  public Set<String> names() {
    var names = new TreeSet<String>();
    fromFile.keySet().forEach(name -> names.add(name.split("\\.", 3)[1]));
    return names;
  }

  /**
   * Variables that begin like those of plugins and name none of their keys.
   *
   * @param offered the keys of the plugins that are loaded
   * @return what is wrong, and what may belong to a plugin that is not loaded
   */
  public UnknownVariables unknownVariables(Collection<OfferedSchema> offered) {
    return UnknownVariables.ofPlugins(environment, offered);
  }

  /**
   * What was given for a key of a plugin, as it was written.
   *
   * @param plugin the plugin's name
   * @param key the key
   * @return the value with its origin; empty if nobody set it
   */
  public Optional<GivenValue> given(String plugin, ConfigKey key) {
    return fromEnvironment(plugin, key).or(() -> Optional.ofNullable(fromFile.get(PREFIX + plugin + "." + key.name())));
  }

  /**
   * Checks the section of a plugin for one of its factories.
   *
   * @param plugin the plugin's name
   * @param schema the keys of the factory
   * @param others keys of the plugin's other factories, which may stand in the same section
   * @param implied values that other settings imply; of two for one key the stronger layer counts
   * @return the values and what is wrong with them
   */
  public ConfigReading read(String plugin, ConfigSchema schema, Set<String> others, List<ImpliedValue> implied) {
    Map<String, GivenValue> given = given(plugin, schema, implied);
    others.stream().filter(name -> schema.key(name).isEmpty()).forEach(given::remove);
    return read(plugin, schema, given);
  }

  /**
   * Tells how the keys of a plugin's factory are set.
   *
   * @param plugin the plugin's name
   * @param schema the keys of the factory
   * @param implied values that other settings imply
   * @return all keys, in the order of the schema
   */
  public List<ConfiguredKey> describe(String plugin, ConfigSchema schema, List<ImpliedValue> implied) {
    Map<String, GivenValue> given = given(plugin, schema, implied);
    return schema.keys().stream().map(key -> describe(key, Optional.ofNullable(given.get(key.name())))).toList();
  }

  private static ConfiguredKey describe(ConfigKey key, Optional<GivenValue> given) {
    Optional<JsonValue> value = given.map(GivenValue::value).or(() -> key.defaultValue().map(JsonString::new));
    boolean masked = key.secret() && value.filter(written -> !SecretReferences.isReference(written)).isPresent();
    return new ConfiguredKey(
        key, masked ? Optional.of(new JsonString("***")) : value, given.map(GivenValue::origin).orElse(Origin.DEFAULT));
  }

  private Map<String, GivenValue> given(String plugin, ConfigSchema schema, List<ImpliedValue> implied) {
    Map<String, GivenValue> given = new LinkedHashMap<>();
    String prefix = PREFIX + plugin + ".";
    fromFile.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        given.put(name.substring(prefix.length()), value);
      }
    });
    schema.keys().forEach(key -> fromEnvironment(plugin, key).ifPresent(value -> given.put(key.name(), value)));
    implied.forEach(value -> given.merge(
        value.key(), new GivenValue(new JsonString(value.value()), value.origin()), PluginSections::stronger));
    return given;
  }

  private static GivenValue stronger(GivenValue one, GivenValue other) {
    return one.origin().layer().compareTo(other.origin().layer()) <= 0 ? one : other;
  }

  private ConfigReading read(String plugin, ConfigSchema schema, Map<String, GivenValue> given) {
    Map<String, JsonValue> values = new LinkedHashMap<>();
    Map<String, ConfigProblem> unresolved = new LinkedHashMap<>();
    given.forEach((key, value) -> {
      try {
        values.put(key, secrets.resolve(value.value()));
      } catch (SecretReferences.Unresolved missing) {
        unresolved.put(key, new ConfigProblem(
            key, "'" + key + "' in " + value.origin().place() + " " + missing.getMessage(),
            "Set it, or write the value itself."));
      }
    });
    ConfigReading reading = reader.read(schema, new JsonObject(values), key -> Optional.ofNullable(given.get(key))
        .map(value -> value.origin().place())
        .orElse("section " + PREFIX + plugin));
    List<ConfigProblem> problems = new ArrayList<>(unresolved.values());
    reading.problems().stream().filter(problem -> !unresolved.containsKey(problem.key())).forEach(problems::add);
    return new ConfigReading(reading.values(), problems);
  }

  private Optional<GivenValue> fromEnvironment(String plugin, ConfigKey key) {
    String variable = Key.variableOf(PREFIX + plugin + "." + key.name());
    return Optional.ofNullable(environment.get(variable))
        .map(text -> new GivenValue(GivenText.value(key.type(), text), new Origin(Layer.ENVIRONMENT, variable)));
  }
}
