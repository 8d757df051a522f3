package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.tool.ToolFactory;
import java.util.List;

/** Brings the tools of the product. */
public final class McpToolsPlugin implements WorkerPlugin {

  @Override
  public List<ToolFactory> toolFactories() {
    return List.of(new ProductToolFactory());
  }
}
