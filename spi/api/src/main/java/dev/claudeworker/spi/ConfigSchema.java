package dev.claudeworker.spi;

import java.util.List;
import java.util.Optional;

/**
 * All keys that a configuration section or an options object may have. Anything else is an error that names the key.
 *
 * @param keys the keys, each name once
 */
public record ConfigSchema(List<ConfigKey> keys) {

  /** The schema without keys. */
  public static final ConfigSchema EMPTY = new ConfigSchema(List.of());

  /** Copies the list and refuses a name that stands twice. */
  public ConfigSchema {
    keys = List.copyOf(keys);
    if (keys.stream().map(ConfigKey::name).distinct().count() != keys.size()) {
      throw new IllegalArgumentException("a configuration key stands twice in " + keys);
    }
  }

  /**
   * A schema of some keys.
   *
   * @param keys the keys
   * @return the schema
   */
  public static ConfigSchema of(ConfigKey... keys) {
    return new ConfigSchema(List.of(keys));
  }

  /**
   * One key.
   *
   * @param name its name
   * @return the key, empty if the schema has none of that name
   */
  public Optional<ConfigKey> key(String name) {
    return keys.stream().filter(key -> key.name().equals(name)).findFirst();
  }
}
