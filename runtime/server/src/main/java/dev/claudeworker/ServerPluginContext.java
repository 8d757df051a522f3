package dev.claudeworker;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.PluginContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** What the server lends to a plugin. */
record ServerPluginContext(
    String pluginName, Path homeDirectory, InstantSource clock, JsonCodec json, Map<String, String> serverEnvironment)
    implements PluginContext {

  ServerPluginContext {
    serverEnvironment = Map.copyOf(serverEnvironment);
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "ServerPluginContext[" + pluginName + "]";
  }
}
