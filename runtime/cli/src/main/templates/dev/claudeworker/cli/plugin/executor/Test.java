package {{package}};

import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.executor.AttemptWork;
import dev.claudeworker.spi.testkit.executor.ExecutorContract;
import dev.claudeworker.spi.testkit.executor.ExecutorFixture;
import dev.claudeworker.spi.testkit.executor.FakePluginConfig;
import java.nio.file.Path;
import java.util.Map;

/** The executor keeps the contract. */
final class {{class}}ExecutorTest extends ExecutorContract {

  @Override
  protected ExecutorFixture newFixture(Path home) {
    return new Scripts(new {{class}}Executor("/bin/sh"), home);
  }

  private record Scripts(TaskExecutor executor, Path home) implements ExecutorFixture {

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

    private AttemptWork script(String text) {
      return new AttemptWork(
          NewTasks.aTask().prompt(text).spec(), FakePluginConfig.EMPTY, Map.of("PATH", "/usr/bin:/bin"));
    }

    @Override
    public void close() {
      executor.close();
    }
  }
}
