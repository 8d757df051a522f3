package dev.claudeworker.plugins;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.JsonValue.JsonArray;
import dev.claudeworker.spi.JsonValue.JsonNull;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Checks given values against a schema and converts them to their types. Values may be written as in the configuration
 * file or, since they also come from the environment and from {@code -O key=value}, as texts. Pure; safe for use from any
 * thread.
 */
public final class ConfigReader {

  private final ConfigValues converter;

  /**
   * Creates a reader.
   *
   * @param userHome what a leading {@code ~} in paths stands for
   * @param baseDirectory what relative paths start from
   */
  public ConfigReader(Path userHome, Path baseDirectory) {
    this.converter = new ConfigValues(userHome, baseDirectory);
  }

  /**
   * Checks values that all come from one place.
   *
   * @param schema the keys there are
   * @param given the values
   * @param place where they were given, for example {@code config.yaml, section plugins.storage-h2}
   * @return the checked values and everything that is wrong
   */
  public ConfigReading read(ConfigSchema schema, JsonObject given, String place) {
    return read(schema, given, (String key) -> place);
  }

  /**
   * Checks values that come from several places.
   *
   * @param schema the keys there are
   * @param given the values
   * @param placeOf where the value of a key was given; for a missing key, where it could be
   * @return the checked values and everything that is wrong
   */
  public ConfigReading read(ConfigSchema schema, JsonObject given, Function<String, String> placeOf) {
    var problems = new ArrayList<ConfigProblem>();
    given.members()
        .keySet()
        .stream()
        .filter(name -> schema.key(name).isEmpty())
        .forEach(name -> problems.add(unknown(schema, name, placeOf.apply(name))));
    Map<String, Object> values = new LinkedHashMap<>();
    for (ConfigKey key : schema.keys()) {
      String place = placeOf.apply(key.name());
      try {
        JsonValue value = given.get(key.name()).orElse(new JsonNull());
        if (value instanceof JsonNull) {
          defaultOf(key, values);
        } else {
          values.put(key.name(), converter.convert(key, value));
        }
      } catch (ConfigValues.Unfit unfit) {
        problems.add(unfit(key, unfit, place));
      }
    }
    return new ConfigReading(new CheckedConfig(schema, values), problems);
  }

  private void defaultOf(ConfigKey key, Map<String, Object> values) throws ConfigValues.Unfit {
    if (key.defaultValue().isPresent()) {
      values.put(key.name(), converter.convert(key, written(key.type(), key.defaultValue().get())));
    } else if (key.required()) {
      throw new ConfigValues.Unfit("is missing");
    }
  }

  /** A default is one text, also where a list is meant. */
  private static JsonValue written(ConfigType type, String text) {
    return type == ConfigType.TEXT_LIST && !text.isEmpty() ? JsonArray.ofTexts(List.of(text.split(",")))
        : new JsonString(text);
  }

  private static ConfigProblem unknown(ConfigSchema schema, String name, String place) {
    List<String> known = schema.keys().stream().map(ConfigKey::name).sorted().toList();
    String list = known.isEmpty() ? "there are no keys here" : "known keys: " + String.join(", ", known);
    return new ConfigProblem(
        name,
        "unknown key '%s' in %s (%s)".formatted(name, place, list),
        NearestName.suggestion(name, known).map(found -> "Did you mean '" + found + "'?").orElse("Remove the key."));
  }

  private static ConfigProblem unfit(ConfigKey key, ConfigValues.Unfit unfit, String place) {
    return new ConfigProblem(
        key.name(),
        "'%s' in %s %s".formatted(key.name(), place, unfit.getMessage()),
        "Write " + AllowedValues.of(key) + ".");
  }
}
