package dev.claudeworker.plugins;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.PluginConfig;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checked values, each already of the type of its key. */
final class CheckedConfig implements PluginConfig {

  private final ConfigSchema schema;
  private final Map<String, Object> values;

  CheckedConfig(ConfigSchema schema, Map<String, Object> values) {
    this.schema = schema;
    this.values = Map.copyOf(values);
  }

  @Override
  public Optional<String> text(String key) {
    ConfigKey known = known(key);
    boolean wordOrNumber = known.type() == ConfigType.INTEGER && !known.allowed().isEmpty();
    return value(key, wordOrNumber ? ConfigType.INTEGER : ConfigType.TEXT)
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  @Override
  public Optional<Boolean> bool(String key) {
    return value(key, ConfigType.BOOLEAN).map(Boolean.class::cast);
  }

  @Override
  public Optional<Long> integer(String key) {
    return value(key, ConfigType.INTEGER).filter(Long.class::isInstance).map(Long.class::cast);
  }

  @Override
  public Optional<BigDecimal> decimal(String key) {
    return value(key, ConfigType.DECIMAL).map(BigDecimal.class::cast);
  }

  @Override
  public Optional<Duration> duration(String key) {
    return value(key, ConfigType.DURATION).map(Duration.class::cast);
  }

  @Override
  public Optional<Long> sizeBytes(String key) {
    return value(key, ConfigType.SIZE).map(Long.class::cast);
  }

  @Override
  public Optional<Path> path(String key) {
    return value(key, ConfigType.PATH).map(Path.class::cast);
  }

  @Override
  @SuppressWarnings("unchecked") // the reader put a List<String> there
  public List<String> texts(String key) {
    return value(key, ConfigType.TEXT_LIST).map(list -> (List<String>) list).orElse(List.of());
  }

  @Override
  @SuppressWarnings("unchecked") // the reader put a Map<String, String> there
  public Map<String, String> textMap(String key) {
    return value(key, ConfigType.TEXT_MAP).map(map -> (Map<String, String>) map).orElse(Map.of());
  }

  @Override
  public Optional<JsonValue> json(String key) {
    return value(key, ConfigType.JSON).map(JsonValue.class::cast);
  }

  /** The values for a log, secrets masked. */
  @Override
  public String toString() {
    var shown = new LinkedHashMap<String, Object>();
    for (ConfigKey key : schema.keys()) {
      Object value = values.get(key.name());
      if (value != null) {
        shown.put(key.name(), key.secret() ? "***" : value);
      }
    }
    return shown.toString();
  }

  private ConfigKey known(String key) {
    return schema.key(key)
        .orElseThrow(() -> new IllegalArgumentException("the schema has no key '" + key + "'"));
  }

  private Optional<Object> value(String key, ConfigType type) {
    ConfigType actual = known(key).type();
    if (actual != type) {
      throw new IllegalArgumentException("the key '" + key + "' is of type " + actual + ", not " + type);
    }
    return Optional.ofNullable(values.get(key));
  }
}
