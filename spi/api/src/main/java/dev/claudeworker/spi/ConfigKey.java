package dev.claudeworker.spi;

import java.util.List;
import java.util.Optional;

/**
 * One key of a plugin's configuration or of an executor's task options.
 *
 * @param name lower case words joined by underscores
 * @param type the type of its value
 * @param defaultValue what applies when it is not set, written as in the configuration file, a list with commas between its
 *     texts; empty = not set
 * @param description one sentence for the reference page
 * @param allowed the allowed texts, of a whole number the words allowed beside numbers; empty = any value of the type
 * @param min smallest allowed number, duration (milliseconds) or size (bytes); empty = no bound
 * @param max largest allowed number, duration (milliseconds) or size (bytes); empty = no bound
 * @param secret whether the value must never be shown or logged
 * @param required whether a missing value is an error
 */
public record ConfigKey(
    String name,
    ConfigType type,
    Optional<String> defaultValue,
    String description,
    List<String> allowed,
    Optional<Long> min,
    Optional<Long> max,
    boolean secret,
    boolean required) {

  /** Copies the lists and checks the name. */
  public ConfigKey {
    if (!name.matches("[a-z][a-z0-9_]{0,63}")) {
      throw new IllegalArgumentException("not a configuration key: '" + name + "'");
    }
    allowed = List.copyOf(allowed);
  }

  /**
   * An optional key without a default.
   *
   * @param name the key
   * @param type the type of its value
   * @param description one sentence for the reference page
   * @return the key
   */
  public static ConfigKey optional(String name, ConfigType type, String description) {
    return new ConfigKey(
        name, type, Optional.empty(), description, List.of(), Optional.empty(), Optional.empty(), false, false);
  }

  /**
   * A key with a default.
   *
   * @param name the key
   * @param type the type of its value
   * @param defaultValue what applies when it is not set, written as in the file
   * @param description one sentence for the reference page
   * @return the key
   */
  public static ConfigKey withDefault(String name, ConfigType type, String defaultValue, String description) {
    return new ConfigKey(
        name, type, Optional.of(defaultValue), description, List.of(), Optional.empty(), Optional.empty(), false,
        false);
  }

  /**
   * The same key, limited to some texts. A whole number may be one of these words instead of a number.
   *
   * @param texts the allowed texts
   * @return the new key
   */
  public ConfigKey oneOf(String... texts) {
    return new ConfigKey(name, type, defaultValue, description, List.of(texts), min, max, secret, required);
  }

  /**
   * The same key with bounds.
   *
   * @param smallest smallest allowed value (durations in milliseconds, sizes in bytes)
   * @param largest largest allowed value
   * @return the new key
   */
  public ConfigKey between(long smallest, long largest) {
    return new ConfigKey(
        name, type, defaultValue, description, allowed, Optional.of(smallest), Optional.of(largest), secret, required);
  }

  /**
   * The same key, never shown.
   *
   * @return the new key
   */
  public ConfigKey asSecret() {
    return new ConfigKey(name, type, defaultValue, description, allowed, min, max, true, required);
  }

  /**
   * The same key, required.
   *
   * @return the new key
   */
  public ConfigKey asRequired() {
    return new ConfigKey(name, type, defaultValue, description, allowed, min, max, secret, true);
  }
}
