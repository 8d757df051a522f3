package dev.claudeworker.spi.testkit.executor;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.PluginConfig;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Options as a test wants them, already typed: {@code new FakePluginConfig(Map.of("timeout", Duration.ofSeconds(1)))}. Knows
 * no schema: a key that is absent is not set, and one of another type fails the test.
 *
 * @param values values by key: String, Boolean, Long, BigDecimal, Duration, Path, List, Map or JsonValue; sizes are Long
 */
public record FakePluginConfig(Map<String, Object> values) implements PluginConfig {

  /** Nothing is set. */
  public static final FakePluginConfig EMPTY = new FakePluginConfig(Map.of());

  /** Copies the map. */
  public FakePluginConfig {
    values = Map.copyOf(values);
  }

  @Override
  public Optional<String> text(String key) {
    return value(key, String.class);
  }

  @Override
  public Optional<Boolean> bool(String key) {
    return value(key, Boolean.class);
  }

  @Override
  public Optional<Long> integer(String key) {
    return value(key, Long.class);
  }

  @Override
  public Optional<BigDecimal> decimal(String key) {
    return value(key, BigDecimal.class);
  }

  @Override
  public Optional<Duration> duration(String key) {
    return value(key, Duration.class);
  }

  @Override
  public Optional<Long> sizeBytes(String key) {
    return value(key, Long.class);
  }

  @Override
  public Optional<Path> path(String key) {
    return value(key, Path.class);
  }

  @Override
  public List<String> texts(String key) {
    return value(key, List.class).map(FakePluginConfig::texts).orElse(List.of());
  }

  @Override
  public Map<String, String> textMap(String key) {
    return value(key, Map.class).map(FakePluginConfig::textMap).orElse(Map.of());
  }

  @Override
  public Optional<JsonValue> json(String key) {
    return value(key, JsonValue.class);
  }

  private <T> Optional<T> value(String key, Class<T> type) {
    return Optional.ofNullable(values.get(key)).map(type::cast);
  }

  private static List<String> texts(List<?> list) {
    return list.stream().map(String.class::cast).toList();
  }

  private static Map<String, String> textMap(Map<?, ?> map) {
    return map.entrySet()
        .stream()
        .collect(
            Collectors.toUnmodifiableMap(
                entry -> String.class.cast(entry.getKey()), entry -> String.class.cast(entry.getValue())));
  }
}
