package dev.claudeworker.spi.testkit.executor;

import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.testkit.NewTasks;
import java.util.Map;

/** Scripts for a {@link ScriptExecutor}. */
record ScriptFixture(TaskExecutor executor) implements ExecutorFixture {

  @Override
  public AttemptWork completing() {
    return script("echo one; echo two; echo done");
  }

  @Override
  public AttemptWork failing() {
    return script("echo oh; exit 3");
  }

  @Override
  public AttemptWork hanging() {
    return script("echo begun; exec sleep 3600");
  }

  @Override
  public AttemptWork flooding(long bytes) {
    return script(
        "echo begun; yes flood | tr -d '\\n' | head -c " + bytes / 2 + "; echo; yes flood | head -c " + bytes / 2);
  }

  private static AttemptWork script(String text) {
    return new AttemptWork(
        NewTasks.aTask().prompt(text).spec(), FakePluginConfig.EMPTY, Map.of("PATH", "/usr/bin:/bin"));
  }

  @Override
  public void close() {
    executor.close();
  }
}
