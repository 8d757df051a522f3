package dev.claudeworker.plugin.claudecli.testing;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.PluginContext;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** What the runtime lends to a plugin. */
public record TestPluginContext(Path homeDirectory, InstantSource clock, Map<String, String> serverEnvironment)
    implements PluginContext {

  @Override
  public String pluginName() {
    return "executor-claude-cli";
  }

  @Override
  public JsonCodec json() {
    return new TestJsonCodec();
  }
}
