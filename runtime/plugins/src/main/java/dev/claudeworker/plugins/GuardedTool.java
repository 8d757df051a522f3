package dev.claudeworker.plugins;

import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolResult;

/** A plugin's tool behind its guard. A call takes as long as its work does and is bounded by whoever calls it. */
record GuardedTool(ToolDescriptor descriptor, Tool tool, PluginGuard guard) implements Tool {

  static GuardedTool of(Tool tool, PluginGuard guard) {
    return new GuardedTool(tool.descriptor(), tool, guard);
  }

  @Override
  public ToolResult call(ToolCall call) throws InterruptedException {
    return guard.interruptibly("to run its tool " + descriptor.name(), () -> tool.call(call));
  }
}
