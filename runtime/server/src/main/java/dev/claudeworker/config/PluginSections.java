package dev.claudeworker.config;

import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.plugins.ConfigReading;
import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
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

  PluginSections(Map<String, GivenValue> fromFile, Map<String, String> environment, ConfigReader reader) {
    this.fromFile = Map.copyOf(fromFile);
    this.environment = Map.copyOf(environment);
    this.reader = reader;
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
   * Checks the section of a plugin for one of its factories.
   *
   * @param plugin the plugin's name
   * @param schema the keys of the factory
   * @param others keys of the plugin's other factories, which may stand in the same section
   * @param implied values that other settings imply; of two for one key the stronger layer counts
   * @return the values and what is wrong with them
   */
  public ConfigReading read(String plugin, ConfigSchema schema, Set<String> others, List<ImpliedValue> implied) {
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
    others.stream().filter(name -> schema.key(name).isEmpty()).forEach(given::remove);
    return read(plugin, schema, given);
  }

  private static GivenValue stronger(GivenValue one, GivenValue other) {
    return one.origin().layer().compareTo(other.origin().layer()) <= 0 ? one : other;
  }

  private ConfigReading read(String plugin, ConfigSchema schema, Map<String, GivenValue> given) {
    Map<String, JsonValue> values = new LinkedHashMap<>();
    given.forEach((key, value) -> values.put(key, value.value()));
    return reader.read(schema, new JsonObject(values), key -> Optional.ofNullable(given.get(key))
        .map(value -> value.origin().place())
        .orElse("section " + PREFIX + plugin));
  }

  private Optional<GivenValue> fromEnvironment(String plugin, ConfigKey key) {
    String variable = Key.variableOf(PREFIX + plugin + "." + key.name());
    return Optional.ofNullable(environment.get(variable))
        .map(text -> new GivenValue(EnvironmentLayer.value(key.type(), text), new Origin(Layer.ENVIRONMENT, variable)));
  }
}
