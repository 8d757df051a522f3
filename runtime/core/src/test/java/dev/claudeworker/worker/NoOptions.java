package dev.claudeworker.worker;

import dev.claudeworker.spi.JsonValue;
import dev.claudeworker.spi.PluginConfig;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of an executor without options. */
record NoOptions() implements PluginConfig {

  @Override
  public Optional<String> text(String key) {
    throw new IllegalArgumentException(key);
  }

  @Override
  public Optional<Boolean> bool(String key) {
    throw new IllegalArgumentException(key);
  }

  @Override
  public Optional<Long> integer(String key) {
    throw new IllegalArgumentException(key);
  }

  @Override
  public Optional<BigDecimal> decimal(String key) {
    throw new IllegalArgumentException(key);
  }

  @Override
  public Optional<Duration> duration(String key) {
    throw new IllegalArgumentException(key);
  }

  @Override
  public Optional<Long> sizeBytes(String key) {
    throw new IllegalArgumentException(key);
  }

  @Override
  public Optional<Path> path(String key) {
    throw new IllegalArgumentException(key);
  }

  @Override
  public List<String> texts(String key) {
    throw new IllegalArgumentException(key);
  }

  @Override
  public Map<String, String> textMap(String key) {
    throw new IllegalArgumentException(key);
  }

  @Override
  public Optional<JsonValue> json(String key) {
    throw new IllegalArgumentException(key);
  }
}
