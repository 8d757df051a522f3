package dev.claudeworker.plugin.shell;

import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.Readiness;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs shell commands. Keeps no state of its own between attempts. */
final class ShellExecutor implements TaskExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(ShellExecutor.class);

  private final ShellConfig config;
  private final CommandPlan plan;

  ShellExecutor(ShellConfig config) {
    this.config = config;
    this.plan = new CommandPlan(config);
  }

  @Override
  public AttemptOutcome execute(AttemptContext context) throws InterruptedException {
    try {
      return run(context, ShellOptions.from(context.options()));
    } catch (ProcessStartException refused) {
      return ExitJudge.notStarted(refused);
    } catch (IOException trouble) {
      if (Thread.interrupted()) {
        throw (InterruptedException) new InterruptedException("the attempt is to end").initCause(trouble);
      }
      LOG.warn("attempt {} of task {} has trouble with its files", context.number(), context.task().id(), trouble);
      return ExitJudge.notStarted(FailureKind.FILES_FAILED, trouble.toString());
    }
  }

  private AttemptOutcome run(AttemptContext context, ShellOptions options)
      throws ProcessStartException, IOException, InterruptedException {
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
  public boolean reattachable() {
    return true;
  }

  @Override
  public Duration defaultTimeout(TaskSettings settings) {
    return config.timeout();
  }

  @Override
  public List<String> serverVariables() {
    return config.serverVariables();
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
