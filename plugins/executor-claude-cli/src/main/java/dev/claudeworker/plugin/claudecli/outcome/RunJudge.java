package dev.claudeworker.plugin.claudecli.outcome;

import dev.claudeworker.plugin.claudecli.stream.RunFacts;
import dev.claudeworker.plugin.claudecli.stream.RunResult;
import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitCondition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Decides how a run ended. A pure function. Success is exit code 0 <em>and</em> a final result without error: the program
 * ends with 0 after an interrupt too, and calls failed requests a {@code success} in the subtype.
 */
public final class RunJudge {

  private RunJudge() {}

  /**
   * The outcome of a run.
   *
   * @param end what is known about it
   * @param rules what else it depends on
   * @return the outcome
   */
  public static AttemptOutcome judge(RunEnd end, JudgingRules rules) {
    Usage usage = usage(end);
    if (end.exit().code().isEmpty()) {
      return new AttemptOutcome.Lost("The process is gone and left no exit status.", usage);
    }
    if (!end.missingMcpServers().isEmpty()) {
      return failed(FailureKind.MCP_UNAVAILABLE, String.join(", ", end.missingMcpServers()), end, usage);
    }
    int code = end.exit().code().getAsInt();
    Optional<RunResult> result = end.facts().result();
    if (code == 0 && result.isPresent() && !result.get().error()) {
      return finished(result.get(), end, rules, usage);
    }
    if (end.exit().endedBy().isPresent()) {
      return ended(end.exit().endedBy().get(), end, usage);
    }
    return result.filter(RunResult::error)
        .map(failure -> refused(failure, end, rules, usage))
        .orElseGet(() -> broken(code, end, usage));
  }

  /**
   * The outcome of a run that was stopped because a person has to answer first.
   *
   * @param end what is known about it
   * @param condition what it asked
   * @return the outcome; empty if it ended for another reason
   */
  public static Optional<AttemptOutcome> waiting(RunEnd end, WaitCondition condition) {
    boolean stopped = end.exit().code().isPresent() && end.exit().endedBy().isEmpty()
        && end.facts().result().filter(result -> result.terminalReason().startsWith("aborted")).isPresent();
    return stopped ? Optional.of(new AttemptOutcome.Suspended(condition, Optional.empty(), usage(end)))
        : Optional.empty();
  }

  private static AttemptOutcome finished(RunResult result, RunEnd end, JudgingRules rules, Usage usage) {
    int denied = end.facts().deniedTools().size();
    if (denied > 0 && rules.failOnDenied()) {
      String tools = String.join(", ", end.facts().deniedTools().stream().distinct().toList());
      return failed(FailureKind.PERMISSION_DENIED, denied + " (" + tools + ")", end, usage);
    }
    return new AttemptOutcome.Completed(new TaskResult(result.text(), denied, Failures.details(end)), usage);
  }

  private static AttemptOutcome ended(EndCause cause, RunEnd end, Usage usage) {
    return switch (cause) {
      case CANCELLED -> new AttemptOutcome.Cancelled("The task was cancelled.", usage);
      case LEASE_LOST -> new AttemptOutcome.Cancelled("Another server took the task over.", usage);
      case EXECUTOR -> new AttemptOutcome.Cancelled("The executor ended the run.", usage);
      case TIMEOUT -> failed(FailureKind.TIMEOUT, "", end, usage);
      case SILENCE -> failed(FailureKind.SILENT, "", end, usage);
      case OUTPUT_LIMIT -> failed(FailureKind.OUTPUT_LIMIT, "", end, usage);
    };
  }

  private static AttemptOutcome refused(RunResult result, RunEnd end, JudgingRules rules, Usage usage) {
    Optional<WaitCondition> limit = UsageLimits.find(end.facts(), result, rules);
    if (limit.isPresent()) {
      return new AttemptOutcome.Suspended(limit.get(), Optional.of(rules.gate()), usage);
    }
    return failed(ResultFailures.kindOf(end.facts(), result), result.words(), end, usage);
  }

  private static AttemptOutcome broken(int code, RunEnd end, Usage usage) {
    RunFacts facts = end.facts();
    FailureKind kind = ExitFailures.kindOf(facts, code, end.stderr());
    String why = switch (kind) {
      case NOT_JSON -> "its output begins with '" + facts.output().firstNotJson() + "'";
      case NOT_UNDERSTOOD -> String.join(", ", facts.output().malformed());
      default -> end.stderr();
    };
    String exit = "exit code " + code + " (" + ExitMeaning.of(code) + ")";
    return failed(kind, why.isBlank() ? exit : exit + "; " + why, end, usage);
  }

  private static AttemptOutcome failed(FailureKind kind, String why, RunEnd end, Usage usage) {
    return new AttemptOutcome.Failed(Failures.of(kind, why, end), usage);
  }

  private static Usage usage(RunEnd end) {
    ChildExit exit = end.exit();
    RunFacts facts = end.facts();
    return usage(facts.spent(), facts.turns(), exit);
  }

  private static Usage usage(RunResult.Spent spent, int turns, ChildExit exit) {
    return new Usage(
        spent.tokens().input(),
        spent.tokens().output(),
        spent.tokens().cacheRead(),
        spent.tokens().cacheWrite(),
        turns,
        micros(spent.costUsd()),
        exit.cpuTime(),
        exit.peakMemoryBytes());
  }

  /**
   * Dollars in millionths.
   *
   * @param usd an amount
   * @return the amount, rounded half up
   */
  public static long micros(BigDecimal usd) {
    return usd.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValue();
  }
}
