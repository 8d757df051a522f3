package dev.claudeworker.spi.testkit.executor;

import dev.claudeworker.spi.executor.TaskExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** The contract on whatever executor the starting thread has put here. Only ever started by {@link BrokenExecutorTest}. */
final class BrokenExecutorRun extends ExecutorContract {

  static final ThreadLocal<Supplier<TaskExecutor>> EXECUTOR = ThreadLocal.withInitial(() -> ScriptExecutor::new);

  @Override
  protected ExecutorFixture newFixture(Path home) {
    return new ScriptFixture(EXECUTOR.get().get());
  }

  @Override
  protected Duration patience() {
    return Duration.ofSeconds(3);
  }
}
