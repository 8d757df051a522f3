package dev.claudeworker.config;

import dev.claudeworker.spi.PluginConfig;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Typed values of one section. Keys with a default are read by their plain getters, others by the {@code optional} ones.
 *
 * @param name its name
 * @param values its values
 */
public record Section(String name, PluginConfig values) {

  /** A text with a default. */
  public String text(String key) {
    return present(key, values.text(key));
  }

  /** A whole number with a default. */
  public int integer(String key) {
    return Math.toIntExact(present(key, values.integer(key)));
  }

  /** A whole number, empty if a word stands in its place or it is not set. */
  public OptionalInt optionalInteger(String key) {
    return values.integer(key).map(number -> OptionalInt.of(Math.toIntExact(number))).orElse(OptionalInt.empty());
  }

  /** A truth value with a default. */
  public boolean bool(String key) {
    return present(key, values.bool(key));
  }

  /** A number with a default. */
  public double decimal(String key) {
    return present(key, values.decimal(key)).doubleValue();
  }

  /** A duration with a default. */
  public Duration duration(String key) {
    return present(key, values.duration(key));
  }

  /** A size with a default. */
  public long sizeBytes(String key) {
    return present(key, values.sizeBytes(key));
  }

  /** A text that may not be set. */
  public Optional<String> optionalText(String key) {
    return values.text(key);
  }

  /** A duration that may not be set. */
  public Optional<Duration> optionalDuration(String key) {
    return values.duration(key);
  }

  /** A truth value that may not be set. */
  public Optional<Boolean> optionalBool(String key) {
    return values.bool(key);
  }

  /** A path that may not be set. */
  public Optional<Path> optionalPath(String key) {
    return values.path(key);
  }

  /** A number that may not be set. */
  public Optional<BigDecimal> optionalDecimal(String key) {
    return values.decimal(key);
  }

  /** A list; empty if it is not set. */
  public List<String> texts(String key) {
    return values.texts(key);
  }

  private <T> T present(String key, Optional<T> value) {
    return value.orElseThrow(() -> new IllegalArgumentException(name + "." + key + " has no default"));
  }
}
