package dev.claudeworker.family;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Whether a task may create tasks. The refusals are read by models, so each says what else to do. */
final class FamilyRule {

  static final ErrorCode ENDING = ErrorCode.user("task_is_ending");
  static final ErrorCode DEPTH = ErrorCode.user("children_too_deep");
  static final ErrorCode NUMBER = ErrorCode.user("too_many_children");
  static final ErrorCode COST_UNSAID = ErrorCode.user("child_needs_max_cost");
  static final ErrorCode COST = ErrorCode.user("children_too_costly");

  private static final String DO_IT_YOURSELF = "Do the work yourself instead of handing it over.";

  private FamilyRule() {}

  /**
   * Refuses what goes beyond the bounds.
   *
   * @param facts the task
   * @param costs {@code max_cost_usd} of each task that it wants to create
   * @param limits the bounds
   * @throws WorkerException if it is too much
   */
  static void check(FamilyFacts facts, List<Optional<BigDecimal>> costs, FamilyLimits limits) {
    String task = "Task " + facts.parent();
    if (facts.ending()) {
      throw new WorkerException(ENDING, task + " has been asked to end, so it creates no more tasks.",
          "Finish what you are doing; nothing new is started.");
    }
    if (facts.depth() >= limits.maxDepth()) {
      throw new WorkerException(DEPTH,
          task + " is " + facts.depth() + " tasks below the one of a person, and tasks go no deeper than "
              + limits.maxDepth() + " (tools.max_depth).",
          DO_IT_YOURSELF);
    }
    int left = limits.maxChildren() - facts.children();
    if (costs.size() > left) {
      throw new WorkerException(NUMBER,
          task + " has created " + facts.children() + " tasks and may create " + limits.maxChildren()
              + " in all (tools.max_children); " + costs.size() + " more are too many.",
          left > 0 ? "Create at most " + left + ", with more work in each." : DO_IT_YOURSELF);
    }
    facts.moneyLeftUsd().ifPresent(money -> checkMoney(task, money, costs));
  }

  private static void checkMoney(String task, BigDecimal left, List<Optional<BigDecimal>> costs) {
    String shown = left.max(BigDecimal.ZERO).stripTrailingZeros().toPlainString();
    if (costs.stream().anyMatch(Optional::isEmpty)) {
      throw new WorkerException(COST_UNSAID,
          task + " has a limit of its cost, so every task that it creates needs max_cost_usd.",
          "Say max_cost_usd for each; together they may cost at most " + shown + ".");
    }
    BigDecimal asked = costs.stream().map(Optional::orElseThrow).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (asked.compareTo(left) > 0) {
      throw new WorkerException(COST,
          "The tasks may cost " + asked.stripTrailingZeros().toPlainString() + " USD together, and " + task
              + " has " + shown + " USD left of its own limit.",
          left.signum() > 0 ? "Lower max_cost_usd, or create fewer." : DO_IT_YOURSELF);
    }
  }
}
