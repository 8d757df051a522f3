package dev.claudeworker.spi.testkit.tool;

import dev.claudeworker.spi.tool.ToolSet;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The contract on whatever set the starting thread has put here. Only ever started by {@link BrokenToolsTest}. */
final class BrokenToolsRun extends ToolContract {

  static final ThreadLocal<Supplier<ToolSet>> SETS = ThreadLocal.withInitial(() -> () -> () -> List.of(new EchoTool()));

  @Override
  protected ToolSet newSet() {
    return SETS.get().get();
  }

  @Override
  protected Duration patience() {
    return Duration.ofMillis(500);
  }
}
