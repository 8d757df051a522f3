package dev.claudeworker.spi;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values checked against a {@link ConfigSchema}: unknown keys, wrong types and values out of range never get here.
 * Immutable. Every getter answers the default of the schema when the key is not set, and throws {@link
 * IllegalArgumentException} for a key that the schema does not have or has with another type (a fault of the plugin).
 */
public interface PluginConfig {

  /**
   * A text.
   *
   * @param key the key
   * @return its value or default
   */
  Optional<String> text(String key);

  /**
   * A truth value.
   *
   * @param key the key
   * @return its value or default
   */
  Optional<Boolean> bool(String key);

  /**
   * A whole number.
   *
   * @param key the key
   * @return its value or default
   */
  Optional<Long> integer(String key);

  /**
   * A number with a fraction.
   *
   * @param key the key
   * @return its value or default
   */
  Optional<BigDecimal> decimal(String key);

  /**
   * A duration.
   *
   * @param key the key
   * @return its value or default
   */
  Optional<Duration> duration(String key);

  /**
   * A size.
   *
   * @param key the key
   * @return bytes
   */
  Optional<Long> sizeBytes(String key);

  /**
   * A path, {@code ~} expanded.
   *
   * @param key the key
   * @return an absolute path
   */
  Optional<Path> path(String key);

  /**
   * A list of texts.
   *
   * @param key the key
   * @return the list, empty when not set
   */
  List<String> texts(String key);

  /**
   * Names with texts.
   *
   * @param key the key
   * @return the map, empty when not set
   */
  Map<String, String> textMap(String key);

  /**
   * Any JSON value.
   *
   * @param key the key
   * @return the value as it was written
   */
  Optional<JsonValue> json(String key);
}
