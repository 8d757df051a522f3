package dev.claudeworker;

import dev.claudeworker.plugins.PluginUses.Hold;
import dev.claudeworker.spi.tool.Prompt;
import dev.claudeworker.spi.tool.Resource;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolSet;
import java.util.List;

/** Tools whose plugin stays loaded until they are closed. */
record HeldToolSet(ToolSet set, Hold hold) implements ToolSet {

  @Override
  public List<Tool> tools() {
    return set.tools();
  }

  @Override
  public List<Resource> resources() {
    return set.resources();
  }

  @Override
  public List<Prompt> prompts() {
    return set.prompts();
  }

  @Override
  public List<String> problems() {
    return set.problems();
  }

  @Override
  public void onChange(Runnable changed) {
    set.onChange(changed);
  }

  @Override
  public void close() {
    try {
      set.close();
    } finally {
      hold.close();
    }
  }
}
