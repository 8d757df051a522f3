package dev.claudeworker.plugin.usertools;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.tool.ToolFactory;
import dev.claudeworker.spi.tool.ToolSet;

/** Makes the tools of the user. */
final class UserToolFactory implements ToolFactory {

  @Override
  public String name() {
    return "user";
  }

  @Override
  public ConfigSchema schema() {
    return UserToolSettings.SCHEMA;
  }

  @Override
  public ToolSet create(PluginConfig config, PluginContext context) {
    return new ToolFolder(UserToolSettings.of(config, context.homeDirectory()), context);
  }
}
