package dev.claudeworker.plugin.postgres;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.PluginContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** What the runtime lends, in a test. */
record TestContext(Path homeDirectory, InstantSource clock) implements PluginContext {

  @Override
  public String pluginName() {
    return "storage-postgres";
  }

  @Override
  public JsonCodec json() {
    return new StreamingJsonCodec();
  }

  @Override
  public Map<String, String> serverEnvironment() {
    return Map.of();
  }
}
