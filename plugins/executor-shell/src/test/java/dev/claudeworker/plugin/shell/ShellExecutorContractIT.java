package dev.claudeworker.plugin.shell;

import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.executor.AttemptWork;
import dev.claudeworker.spi.testkit.executor.ExecutorContract;
import dev.claudeworker.spi.testkit.executor.ExecutorFixture;
import java.nio.file.Path;
import java.util.Map;

final class ShellExecutorContractIT extends ExecutorContract {

  @Override
  protected ExecutorFixture newFixture(Path home) {
    return new Fixture(home, new ConfigReader(home, home), new ShellExecutorFactory());
  }

  private record Fixture(Path home, ConfigReader reader, ShellExecutorFactory factory, ShellExecutor executor)
      implements ExecutorFixture {

    Fixture(Path home, ConfigReader reader, ShellExecutorFactory factory) {
      this(home, reader, factory, new ShellExecutor(ShellConfig.from(
          reader.read(factory.schema(), JsonObject.EMPTY, "the test").orThrow(ErrorCode.configuration("invalid")))));
    }

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
      return script("yes flood | tr -d '\\n' | head -c " + bytes / 2 + "; echo; yes flood | head -c " + bytes / 2);
    }

    private AttemptWork script(String text) {
      return new AttemptWork(
          NewTasks.aTask().prompt(text).workingDirectory(home).spec(),
          reader.read(factory.optionsSchema(), JsonObject.EMPTY, "the test").orThrow(ErrorCode.user("invalid")),
          Map.of("PATH", "/usr/bin:/bin"));
    }

    @Override
    public void close() {
      executor.close();
    }
  }
}
