package dev.claudeworker.plugin.usertools;

import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.tool.ToolFactory;
import java.util.List;

/** Brings the tools of the user. */
public final class UserToolsPlugin implements WorkerPlugin {

  @Override
  public List<ToolFactory> toolFactories() {
    return List.of(new UserToolFactory());
  }
}
