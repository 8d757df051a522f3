package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.tool.ToolFactory;
import dev.claudeworker.spi.tool.ToolSet;

/** Makes the tools of the product. */
final class ProductToolFactory implements ToolFactory {

  @Override
  public String name() {
    return "product";
  }

  @Override
  public ConfigSchema schema() {
    return ProductSettings.SCHEMA;
  }

  @Override
  public ToolSet create(PluginConfig config, PluginContext context) {
    return new ProductTools(ProductSettings.of(config), context);
  }
}
