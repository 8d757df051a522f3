package dev.claudeworker.plugin.claudecli;

import dev.claudeworker.plugin.claudecli.config.ClaudeCliConfig;
import dev.claudeworker.plugin.claudecli.config.OnDenied;
import dev.claudeworker.plugin.claudecli.config.TaskOptions;
import dev.claudeworker.plugin.claudecli.invocation.ChildEnvironment;
import dev.claudeworker.plugin.claudecli.invocation.Invocation;
import dev.claudeworker.plugin.claudecli.invocation.InvocationPlanner;
import dev.claudeworker.plugin.claudecli.outcome.FailureKind;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.Readiness;
import dev.claudeworker.spi.executor.TaskExecutor;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskSpec;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks with the Claude Code command line. Keeps no state of its own between attempts. */
final class ClaudeCliExecutor implements TaskExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(ClaudeCliExecutor.class);

  /** The model of tasks that name none. */
  private static final String DEFAULT_MODEL = "sonnet";

  private final ClaudeCliConfig config;
  private final PluginContext plugin;
  private final InvocationPlanner planner;

  ClaudeCliExecutor(ClaudeCliConfig config, PluginContext plugin) {
    this.config = config;
    this.plugin = plugin;
    this.planner = new InvocationPlanner(config, plugin.json());
  }

  @Override
  public AttemptOutcome execute(AttemptContext context) throws InterruptedException {
    TaskOptions options = TaskOptions.from(context.options());
    Optional<BigDecimal> money = RemainingCost.of(context.task());
    if (money.filter(left -> left.signum() <= 0).isPresent()) {
      return StartFailures.failed(FailureKind.MAX_COST, "earlier attempts have spent it");
    }
    try {
      Invocation invocation = plan(context, options, money);
      context.saveResumeReference(invocation.sessionId());
      return new AttemptRun(context, invocation, config, plugin).toTheEnd(options.onDenied() == OnDenied.FAIL);
    } catch (ProcessStartException e) {
      return StartFailures.outcome(e);
    } catch (IOException e) {
      throwIfInterrupted(e);
      LOG.warn("Attempt {} of task {} has trouble with its files", context.number(), context.task().id(), e);
      return StartFailures.failed(FailureKind.FILES_FAILED, e.toString());
    }
  }

  /** Writes a few small files; where they have no room, the program has none either. */
  private Invocation plan(AttemptContext context, TaskOptions options, Optional<BigDecimal> money)
      throws ProcessStartException, InterruptedException {
    try {
      return planner.plan(context, options, model(context.task().settings()), money);
    } catch (IOException e) {
      throwIfInterrupted(e);
      throw new ProcessStartException(
          ProcessStartException.Reason.RESOURCES,
          "The files of the attempt cannot be written (" + e.getMessage() + ").");
    }
  }

  private static void throwIfInterrupted(IOException cause) throws InterruptedException {
    if (Thread.interrupted() || cause instanceof InterruptedIOException) {
      InterruptedException interrupted = new InterruptedException("the attempt is to end");
      interrupted.initCause(cause);
      throw interrupted;
    }
  }

  @Override
  public void validate(TaskSpec spec, PluginConfig options) {
    TaskChecks.check(spec, TaskOptions.from(options), config);
  }

  @Override
  public boolean reattachable() {
    return true;
  }

  @Override
  public String account(TaskSettings settings) {
    return config.account();
  }

  @Override
  public Duration defaultTimeout(TaskSettings settings) {
    return ModelTimeouts.of(model(settings));
  }

  @Override
  public List<String> serverVariables() {
    return ChildEnvironment.SERVER_VARIABLES;
  }

  @Override
  public Readiness readiness() {
    return CommandReadiness.check(config.command(), plugin.serverEnvironment());
  }

  private static String model(TaskSettings settings) {
    return settings.model().orElse(DEFAULT_MODEL);
  }
}
