package dev.claudeworker.plugins;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.tool.ToolFactory;
import dev.claudeworker.spi.tool.ToolSet;

/** A plugin's tool factory behind its guard. Name and schema are asked once, when the plugin is loaded. */
record GuardedToolFactory(String name, ConfigSchema schema, ToolFactory factory, PluginGuard guard)
    implements ToolFactory {

  static GuardedToolFactory of(ToolFactory factory, PluginGuard guard) {
    String name = guard.call("for the name of its tool set", factory::name);
    ConfigSchema schema = guard.call("for the configuration keys of its tool set " + name, factory::schema);
    return new GuardedToolFactory(name, schema, factory, guard);
  }

  @Override
  public ToolSet create(PluginConfig config, PluginContext context) {
    return new GuardedToolSet(
        guard.call("to make its tool set " + name, () -> factory.create(config, context)), guard);
  }
}
