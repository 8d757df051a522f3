package dev.claudeworker.plugin.claudecli.testing;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.PluginConfig;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values with the defaults of a schema, as the runtime hands them to a plugin. Texts are in the form of the file. */
public record TestConfig(ConfigSchema schema, Map<String, Object> values) implements PluginConfig {

  /** Only defaults. */
  public static TestConfig of(ConfigSchema schema) {
    return new TestConfig(schema, Map.of());
  }

  /** These and one more: a text, a list, a map or a JSON value. */
  public TestConfig with(String key, Object value) {
    Map<String, Object> more = new HashMap<>(values);
    more.put(key, value);
    return new TestConfig(schema, more);
  }

  @Override
  public Optional<String> text(String key) {
    return value(key, ConfigType.TEXT);
  }

  @Override
  public Optional<Boolean> bool(String key) {
    return value(key, ConfigType.BOOLEAN).map(Boolean::valueOf);
  }

  @Override
  public Optional<Long> integer(String key) {
    return value(key, ConfigType.INTEGER).map(Long::valueOf);
  }

  @Override
  public Optional<BigDecimal> decimal(String key) {
    return value(key, ConfigType.DECIMAL).map(BigDecimal::new);
  }

  @Override
  public Optional<Duration> duration(String key) {
    return value(key, ConfigType.DURATION).map(text -> text.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
        : Duration.parse(text.endsWith("d") ? "P" + text : "PT" + text));
  }

  @Override
  public Optional<Long> sizeBytes(String key) {
    return value(key, ConfigType.SIZE).map(text -> {
      long factor = text.endsWith("MB") ? 1 << 20 : text.endsWith("KB") ? 1 << 10 : 1;
      return factor * Long.parseLong(text.replaceAll("[KM]B$", ""));
    });
  }

  @Override
  public Optional<Path> path(String key) {
    return value(key, ConfigType.PATH).map(Path::of);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<String> texts(String key) {
    known(key, ConfigType.TEXT_LIST);
    return (List<String>) values.getOrDefault(key, List.of());
  }

  @Override
  @SuppressWarnings("unchecked")
  public Map<String, String> textMap(String key) {
    known(key, ConfigType.TEXT_MAP);
    return (Map<String, String>) values.getOrDefault(key, Map.of());
  }

  @Override
  public Optional<JsonValue> json(String key) {
    known(key, ConfigType.JSON);
    return Optional.ofNullable((JsonValue) values.get(key));
  }

  private Optional<String> value(String key, ConfigType type) {
    ConfigKey known = known(key, type);
    return Optional.ofNullable((String) values.get(key)).or(known::defaultValue);
  }

  private ConfigKey known(String key, ConfigType type) {
    return schema.key(key)
        .filter(found -> found.type() == type)
        .orElseThrow(() -> new IllegalArgumentException("no key '" + key + "' of type " + type));
  }
}
