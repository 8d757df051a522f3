package dev.claudeworker.plugin.claudecli;

import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.executor.ExecutorFactory;
import java.util.List;

/** Brings the executor {@code claude-cli}. */
public final class ClaudeCliPlugin implements WorkerPlugin {

  @Override
  public List<ExecutorFactory> executorFactories() {
    return List.of(new ClaudeCliExecutorFactory());
  }
}
