package dev.claudeworker.spi;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What the runtime lends to a plugin. Safe for use from any thread and valid as long as the plugin is loaded. Logging
 * goes through slf4j, which every plugin sees.
 */
public interface PluginContext {

  /**
   * The plugin's name, as in {@code plugins list}.
   *
   * @return the name, never empty
   */
  String pluginName();

  /**
   * The home directory of this installation ({@code ~/.claude-worker} by default), mode 0700.
   *
   * @return an absolute, existing directory
   */
  Path homeDirectory();

  /**
   * The clock to use for everything that is not the lease clock. Never call {@code Instant.now()}.
   *
   * @return the clock
   */
  InstantSource clock();

  /**
   * Parses and prints JSON.
   *
   * @return the runtime's codec
   */
  JsonCodec json();

  /**
   * The environment of the server process. Holds secrets: never log it.
   *
   * @return an unmodifiable map
   */
  Map<String, String> serverEnvironment();
}
