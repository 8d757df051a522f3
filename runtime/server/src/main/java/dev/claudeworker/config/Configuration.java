package dev.claudeworker.config;

import dev.claudeworker.spi.PluginConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checked configuration of a server. Immutable. */
public final class Configuration {

  private final Map<String, PluginConfig> sections;
  private final Map<String, GivenValue> given;
  private final List<String> unusedVariables;
  private final PluginSections plugins;

  Configuration(Map<String, PluginConfig> sections, Map<String, GivenValue> given, List<String> unusedVariables,
      PluginSections plugins) {
    this.sections = Map.copyOf(sections);
    this.given = Map.copyOf(given);
    this.unusedVariables = List.copyOf(unusedVariables);
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
    return given(name).map(GivenValue::origin).orElse(Origin.DEFAULT);
  }

  /**
   * What was given for a key, as it was written.
   *
   * @param name the key's name
   * @return the value with its origin; empty for a key that nobody set
   */
  public Optional<GivenValue> given(String name) {
    return Optional.ofNullable(given.get(name));
  }

  /**
   * Variables of the environment that begin like ours, name nothing, and resemble nothing.
   *
   * @return one sentence each
   */
  public List<String> unusedVariables() {
    return unusedVariables;
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
