package dev.claudeworker.plugin.shell;

import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.TaskSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is the same whichever command runs. Keeps no state of its own between attempts. */
abstract class CommandExecutor implements TaskExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(CommandExecutor.class);

  final ShellConfig config;

  CommandExecutor(ShellConfig config) {
    this.config = config;
  }

  /** Starts the command, or takes it up again, and judges how it ended. */
  abstract AttemptOutcome run(AttemptContext context) throws ProcessStartException, IOException, InterruptedException;

  @Override
  public final AttemptOutcome execute(AttemptContext context) throws InterruptedException {
    try {
      return run(context);
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

  @Override
  public final boolean reattachable() {
    return true;
  }

  @Override
  public final Duration defaultTimeout(TaskSettings settings) {
    return config.timeout();
  }

  @Override
  public final List<String> serverVariables() {
    return config.serverVariables();
  }
}
