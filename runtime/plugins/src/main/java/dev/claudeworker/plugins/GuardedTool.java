package dev.claudeworker.plugins;

import dev.claudeworker.spi.tool.LongWork;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolCall;
import dev.claudeworker.spi.tool.ToolDescriptor;
import dev.claudeworker.spi.tool.ToolResult;
import java.util.Optional;

/** A plugin's tool behind its guard. A call takes as long as its work does and is bounded by whoever calls it. */
record GuardedTool(ToolDescriptor descriptor, Optional<LongWork> longWork, Tool tool, PluginGuard guard)
    implements Tool {

  static GuardedTool of(Tool tool, PluginGuard guard) {
    return new GuardedTool(
        tool.descriptor(), tool.longWork().map(work -> GuardedLongWork.of(work, guard)), tool, guard);
  }

  @Override
  public ToolResult call(ToolCall call) throws InterruptedException {
    return guard.interruptibly("to run its tool " + descriptor.name(), () -> tool.call(call));
  }
}
