package dev.claudeworker.spi.testkit.storage;

import dev.claudeworker.spi.storage.DependentTask;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.testkit.ReleaseOrSkip;
import java.util.ArrayList;
import java.util.List;

/** Decides like {@link ReleaseOrSkip} and remembers what it was asked. */
final class RecordingRule implements DownstreamRule {

  private final List<List<DependentTask>> calls = new ArrayList<>();
  private final ReleaseOrSkip rule = new ReleaseOrSkip();

  @Override
  public List<TaskMove> decide(List<DependentTask> dependents) {
    calls.add(List.copyOf(dependents));
    return rule.decide(dependents);
  }

  List<List<DependentTask>> calls() {
    return calls;
  }

  List<DependentTask> asked() {
    return calls.stream().flatMap(List::stream).toList();
  }
}
