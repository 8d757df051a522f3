package dev.claudeworker.plugin.shell;

import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.Readiness;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;

/** Runs shell commands. */
final class ShellExecutor extends CommandExecutor {

  private final CommandPlan plan;

  ShellExecutor(ShellConfig config) {
    super(config);
    this.plan = new CommandPlan(config);
  }

  @Override
  AttemptOutcome run(AttemptContext context)
      throws ProcessStartException, IOException, InterruptedException {
    ShellOptions options = ShellOptions.from(context.options());
    var directory = context.task().settings().workingDirectory();
    context.log().summary(plan.inWords(options, context.input()));
    var child = context.process(plan.process(options, context.input(), directory, context.environment()));
    var follower = new OutputFollower(context, config);
    int maxResultBytes = Math.toIntExact(options.maxResultBytes().orElse(config.maxResultBytes()));
    var stdout = follower.followStdout(child, maxResultBytes);
    var stderr = follower.readStderr(child);
    var exit = child.waitFor();
    return ExitJudge.judge(new ExitJudge.Remains(exit, stdout, stderr), options.retryFailures());
  }

  @Override
  public void validate(TaskSpec spec, PluginConfig options) {
    CommandPlan.check(ShellOptions.from(options));
  }

  @Override
  public Readiness readiness() {
    return Files.isExecutable(config.shell())
        ? Readiness.ready(config.shell().toString())
        : Readiness.notReady(
            "The shell " + config.shell() + " does not exist or cannot be executed.",
            "Set plugins.executor-shell.shell to a POSIX shell.");
  }
}
