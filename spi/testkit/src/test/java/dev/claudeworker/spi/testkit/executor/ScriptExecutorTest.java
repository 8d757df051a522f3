package dev.claudeworker.spi.testkit.executor;

import java.nio.file.Path;

final class ScriptExecutorTest extends ExecutorContract {

  @Override
  protected ExecutorFixture newFixture(Path home) {
    return new ScriptFixture(new ScriptExecutor());
  }
}
