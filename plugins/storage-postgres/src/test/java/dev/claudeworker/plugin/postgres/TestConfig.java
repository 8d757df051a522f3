package dev.claudeworker.plugin.postgres;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.PluginConfig;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configuration values as a server would have read them: the defaults of the schema, and what a test sets. */
record TestConfig(Map<String, Object> values) implements PluginConfig {

  /** All defaults. */
  static TestConfig defaults() {
    return new TestConfig(
        Map.of(
            "readers",
            4L,
            "pooler",
            false,
            "connect_timeout",
            Duration.ofSeconds(10),
            "statement_timeout",
            Duration.ofSeconds(30),
            "lock_timeout",
            Duration.ofSeconds(5),
            "idle_in_transaction_timeout",
            Duration.ofSeconds(5)));
  }

  /** The same with another value. */
  TestConfig with(String key, Object value) {
    Map<String, Object> changed = new HashMap<>(values);
    changed.put(key, value);
    return new TestConfig(changed);
  }

  private <T> Optional<T> get(String key, Class<T> type) {
    return Optional.ofNullable(values.get(key)).map(type::cast);
  }

  @Override
  public Optional<String> text(String key) {
    return get(key, String.class);
  }

  @Override
  public Optional<Boolean> bool(String key) {
    return get(key, Boolean.class);
  }

  @Override
  public Optional<Long> integer(String key) {
    return get(key, Long.class);
  }

  @Override
  public Optional<BigDecimal> decimal(String key) {
    return get(key, BigDecimal.class);
  }

  @Override
  public Optional<Duration> duration(String key) {
    return get(key, Duration.class);
  }

  @Override
  public Optional<Long> sizeBytes(String key) {
    return get(key, Long.class);
  }

  @Override
  public Optional<Path> path(String key) {
    return get(key, Path.class);
  }

  @Override
  public List<String> texts(String key) {
    return List.of();
  }

  @Override
  public Map<String, String> textMap(String key) {
    return Map.of();
  }

  @Override
  public Optional<JsonValue> json(String key) {
    return get(key, JsonValue.class);
  }
}
