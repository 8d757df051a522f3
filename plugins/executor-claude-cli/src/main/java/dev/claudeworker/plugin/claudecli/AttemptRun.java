package dev.claudeworker.plugin.claudecli;

import dev.claudeworker.plugin.claudecli.config.ClaudeCliConfig;
import dev.claudeworker.plugin.claudecli.invocation.AttemptFiles;
import dev.claudeworker.plugin.claudecli.invocation.Invocation;
import dev.claudeworker.plugin.claudecli.outcome.JudgingRules;
import dev.claudeworker.plugin.claudecli.outcome.RunEnd;
import dev.claudeworker.plugin.claudecli.outcome.RunJudge;
import dev.claudeworker.plugin.claudecli.permission.Permissions;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.executor.QueueAccess;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.WaitCondition;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the program for one attempt, begun or adopted. Used by one thread. */
final class AttemptRun {

  private static final Logger LOG = LoggerFactory.getLogger(AttemptRun.class);

  private final AttemptContext context;
  private final Invocation invocation;
  private final ClaudeCliConfig config;
  private final PluginContext plugin;
  private final SecretMask mask;

  AttemptRun(AttemptContext context, Invocation invocation, ClaudeCliConfig config, PluginContext plugin) {
    this.context = context;
    this.invocation = invocation;
    this.config = config;
    this.plugin = plugin;
    this.mask = new SecretMask(
        invocation.process().environment(), invocation.queue().map(QueueAccess::token));
  }

  /** Runs it to its end. An interrupt leaves the child alone: it outlives the server. */
  AttemptOutcome toTheEnd(boolean failOnDenied) throws ProcessStartException, IOException, InterruptedException {
    RunEnd end = follow(start());
    Optional<WaitCondition> asked = asked();
    deleteFiles();
    return asked.flatMap(condition -> RunJudge.waiting(end, condition)).orElseGet(() -> judged(end, failOnDenied));
  }

  private Optional<WaitCondition> asked() throws IOException {
    Optional<Permissions> permissions = invocation.permissions();
    return permissions.isPresent() ? permissions.get().asked(mask::hide) : Optional.empty();
  }

  private AttemptOutcome judged(RunEnd end, boolean failOnDenied) {
    return RunJudge.judge(
        end,
        new JudgingRules(
            failOnDenied,
            GateScope.account(ClaudeCliExecutorFactory.NAME, config.account()),
            plugin.clock().instant(),
            config.limits().longestUsageWait()));
  }

  private ChildProcess start() throws ProcessStartException, InterruptedException {
    try {
      return context.process(invocation.process());
    } catch (ProcessStartException e) {
      deleteFiles();
      throw e;
    }
  }

  private RunEnd follow(ChildProcess child) throws IOException, InterruptedException {
    RunLog log = new RunLog(context.log(), mask, plugin.json(), config.limits().maxLogTextBytes());
    RunFollower follower = new RunFollower(context, child, log, mask, invocation.requiredMcpServers());
    try {
      follower.follow(config.limits().maxTextBytes());
      ChildExit exit = child.waitFor();
      return new RunEnd(follower.facts(), exit, mask.hide(stderr(child)), follower.missingMcpServers());
    } catch (IOException | RuntimeException e) {
      if (!isInterrupt(e)) {
        endUnobserved(child);
      }
      throw e;
    }
  }

  private static boolean isInterrupt(Exception failure) {
    return failure instanceof InterruptedIOException || Thread.currentThread().isInterrupted();
  }

  /** A child whose output cannot be read must not go on beside the next attempt, in the same session. */
  private static void endUnobserved(ChildProcess child) throws InterruptedException {
    child.end(EndCause.EXECUTOR);
    child.waitFor();
  }

  private static String stderr(ChildProcess child) throws IOException {
    try (InputStream stderr = child.stderr()) {
      return StderrTail.read(stderr);
    }
  }

  private void deleteFiles() {
    try {
      new AttemptFiles(context.directory()).delete();
      if (invocation.permissions().isPresent()) {
        invocation.permissions().get().delete();
      }
    } catch (IOException e) {
      LOG.warn(
          "Files of attempt {} of task {} could not be deleted; retention removes them later",
          context.number(),
          context.task().id(),
          e);
    }
  }
}
