package dev.claudeworker.config;

import dev.claudeworker.spi.PluginConfig;
import java.util.Map;
import java.util.Optional;

/** The checked configuration of a server. Immutable. */
public final class Configuration {

  private final Map<String, PluginConfig> sections;
  private final Map<String, Origin> origins;
  private final PluginSections plugins;

  Configuration(Map<String, PluginConfig> sections, Map<String, Origin> origins, PluginSections plugins) {
    this.sections = Map.copyOf(sections);
    this.origins = Map.copyOf(origins);
    this.plugins = plugins;
  }

  /**
   * One section of the {@link KeyTable}.
   *
   * @param name its name, for example {@code server}
   * @return its values
   */
  public Section section(String name) {
    PluginConfig values = sections.get(name);
    if (values == null) {
      throw new IllegalArgumentException("the table of keys has no section '" + name + "'");
    }
    return new Section(name, values);
  }

  /**
   * Where the value of a key came from.
   *
   * @param name the key's name, for example {@code server.port}
   * @return its origin; the default's for a key that nobody set
   */
  public Origin origin(String name) {
    return Optional.ofNullable(origins.get(name)).orElse(Origin.DEFAULT);
  }

  /**
   * The sections of plugins, not checked yet: their keys are known once the plugins are loaded.
   *
   * @return the sections
   */
  public PluginSections plugins() {
    return plugins;
  }
}
