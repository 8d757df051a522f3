package dev.claudeworker.plugins;

import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.Readiness;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskSpec;
import java.time.Duration;
import java.util.List;

/** A plugin's executor behind its guard. */
record GuardedExecutor(TaskExecutor executor, PluginGuard guard) implements TaskExecutor {

  @Override
  public AttemptOutcome execute(AttemptContext context) throws InterruptedException {
    return guard.interruptibly("to execute an attempt", () -> executor.execute(context));
  }

  @Override
  public void validate(TaskSpec spec, PluginConfig options) {
    guard.run("to check a task", () -> executor.validate(spec, options));
  }

  @Override
  public boolean reattachable() {
    return guard.call("whether it can adopt attempts", executor::reattachable);
  }

  @Override
  public String account(TaskSettings settings) {
    return guard.call("for the account of a task", () -> executor.account(settings));
  }

  @Override
  public Duration defaultTimeout(TaskSettings settings) {
    return guard.call("for the default timeout of a task", () -> executor.defaultTimeout(settings));
  }

  @Override
  public List<String> serverVariables() {
    return guard.call("for the variables it needs", executor::serverVariables);
  }

  @Override
  public Readiness readiness() {
    return guard.call("whether it is ready", executor::readiness);
  }

  @Override
  public void close() {
    guard.run("to close its executor", executor::close);
  }
}
