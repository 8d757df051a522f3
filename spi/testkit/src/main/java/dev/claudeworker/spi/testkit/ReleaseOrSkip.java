package dev.claudeworker.spi.testkit;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.storage.DependentTask;
import dev.claudeworker.spi.storage.DependentTask.ResolvedEdge;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.OrchestrationProgress;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.List;
import java.util.Optional;

/**
 * The plainest useful rule, for tests of storages: a dependent is skipped as soon as one edge can no longer be what it
 * asks (unless the edge holds it), and becomes pending when all edges are. An orchestration runs from its first claim until
 * all tasks have ended. The rule of the runtime knows more (delays, policies).
 */
public final class ReleaseOrSkip implements DownstreamRule {

  /** Creates the rule. */
  public ReleaseOrSkip() {}

  @Override
  public List<TaskMove> decide(List<DependentTask> dependents) {
    return dependents.stream().flatMap(dependent -> decide(dependent).stream()).toList();
  }

  private static Optional<TaskMove> decide(DependentTask dependent) {
    List<ResolvedEdge> broken =
        dependent.resolved().stream().filter(edge -> !satisfied(edge.on(), edge.status())).toList();
    Optional<ResolvedEdge> skipping = broken.stream().filter(edge -> edge.ifBroken() == IfBroken.SKIP).findFirst();
    if (skipping.isPresent()) {
      return Optional.of(Moves.of(dependent.task()).skipped(skipping.get().upstream()).build());
    }
    boolean all = broken.isEmpty() && dependent.task().place().unmet() == 0;
    return all ? Optional.of(Moves.of(dependent.task()).pending().build()) : Optional.empty();
  }

  private static boolean satisfied(EdgeCondition on, TaskStatus status) {
    return switch (on) {
      case COMPLETED -> status == TaskStatus.COMPLETED;
      case ENDED -> true;
      case FAILED -> status == TaskStatus.FAILED;
    };
  }

  @Override
  public Optional<OrchestrationMove> settle(OrchestrationProgress progress) {
    Orchestration orchestration = progress.orchestration();
    OrchestrationStatus status = orchestration.status();
    if (status == OrchestrationStatus.CANCELLED || status == OrchestrationStatus.TIMED_OUT) {
      return Optional.empty();
    }
    if (orchestration.counts().active() == 0) {
      boolean failed = progress.untoleratedFailures() > 0;
      return move(orchestration, failed ? OrchestrationStatus.FAILED : OrchestrationStatus.COMPLETED);
    }
    boolean begins = status == OrchestrationStatus.PENDING && orchestration.counts().running() > 0;
    return begins || status.isFinal() ? move(orchestration, OrchestrationStatus.RUNNING) : Optional.empty();
  }

  private static Optional<OrchestrationMove> move(Orchestration orchestration, OrchestrationStatus to) {
    return orchestration.status() == to
        ? Optional.empty()
        : Optional.of(OrchestrationMoves.of(orchestration).to(to).build());
  }
}
