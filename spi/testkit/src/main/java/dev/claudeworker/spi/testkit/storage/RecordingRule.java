package dev.claudeworker.spi.testkit.storage;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.storage.DependentTask;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.OrchestrationProgress;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.testkit.ReleaseOrSkip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@link ReleaseOrSkip} that remembers what it was asked about. */
final class RecordingRule implements DownstreamRule {

  private final DownstreamRule rule = new ReleaseOrSkip();
  private final Function<OrchestrationProgress, Optional<OrchestrationMove>> settling;
  private final List<List<DependentTask>> calls = new ArrayList<>();
  private final List<Orchestration> settled = new ArrayList<>();
  private final List<Long> untolerated = new ArrayList<>();

  RecordingRule() {
    settling = rule::settle;
  }

  /** A rule with another idea of what follows for orchestrations. */
  RecordingRule(Function<OrchestrationProgress, Optional<OrchestrationMove>> settling) {
    this.settling = settling;
  }

  @Override
  public List<TaskMove> decide(List<DependentTask> dependents) {
    calls.add(dependents);
    return rule.decide(dependents);
  }

  @Override
  public Optional<OrchestrationMove> settle(OrchestrationProgress progress) {
    settled.add(progress.orchestration());
    untolerated.add(progress.untoleratedFailures());
    return settling.apply(progress);
  }

  List<List<DependentTask>> calls() {
    return calls;
  }

  List<DependentTask> asked() {
    return calls.stream().flatMap(List::stream).toList();
  }

  /** The orchestrations it was asked about, in order. */
  List<Orchestration> settled() {
    return settled;
  }

  List<Long> untolerated() {
    return untolerated;
  }
}
