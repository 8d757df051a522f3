package dev.claudeworker.plugin.shell;

import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.executor.ExecutorFactory;
import java.util.List;

/** Brings the executor {@code shell}. */
public final class ShellPlugin implements WorkerPlugin {

  @Override
  public List<ExecutorFactory> executorFactories() {
    return List.of(new ShellExecutorFactory());
  }
}
