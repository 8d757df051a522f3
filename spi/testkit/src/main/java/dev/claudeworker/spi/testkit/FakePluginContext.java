package dev.claudeworker.spi.testkit;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.PluginContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a runtime lends to a plugin, as a test wants it.
 *
 * @param pluginName the plugin's name
 * @param homeDirectory an existing directory
 * @param clock the clock
 * @param json the codec
 * @param serverEnvironment the environment of the server
 */
public record FakePluginContext(
    String pluginName, Path homeDirectory, InstantSource clock, JsonCodec json, Map<String, String> serverEnvironment)
    implements PluginContext {

  /** Copies the map. */
  public FakePluginContext {
    serverEnvironment = Map.copyOf(serverEnvironment);
  }
}
