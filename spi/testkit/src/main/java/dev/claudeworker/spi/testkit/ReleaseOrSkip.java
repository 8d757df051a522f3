package dev.claudeworker.spi.testkit;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.storage.DependentTask;
import dev.claudeworker.spi.storage.DependentTask.ResolvedEdge;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.List;
import java.util.Optional;

/**
 * The plainest useful rule, for tests of storages: a dependent is skipped as soon as one edge can no longer be what it
 * asks, and becomes pending when all edges are. The rule of the runtime knows more (delays, tolerated failures).
 */
public final class ReleaseOrSkip implements DownstreamRule {

  /** Creates the rule. */
  public ReleaseOrSkip() {}

  @Override
  public List<TaskMove> decide(List<DependentTask> dependents) {
    return dependents.stream().flatMap(dependent -> decide(dependent).stream()).toList();
  }

  private static Optional<TaskMove> decide(DependentTask dependent) {
    Optional<ResolvedEdge> broken =
        dependent.resolved().stream().filter(edge -> !satisfied(edge.on(), edge.status())).findFirst();
    if (broken.isPresent()) {
      return Optional.of(Moves.of(dependent.task()).skipped(broken.get().upstream()).build());
    }
    boolean all = dependent.task().place().unmet() == 0;
    return all ? Optional.of(Moves.of(dependent.task()).pending().build()) : Optional.empty();
  }

  private static boolean satisfied(EdgeCondition on, TaskStatus status) {
    return switch (on) {
      case COMPLETED -> status == TaskStatus.COMPLETED;
      case ENDED -> true;
      case FAILED -> status == TaskStatus.FAILED;
    };
  }
}
