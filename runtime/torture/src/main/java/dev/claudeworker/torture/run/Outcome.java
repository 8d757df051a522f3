package dev.claudeworker.torture.run;

import dev.claudeworker.torture.check.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run showed.
 *
 * @param operations calls that were answered
 * @param tasks tasks that the server knew at the end
 * @param children children that started
 * @param faults how often something was broken
 * @param recoveries how long the server took to work again, each time
 * @param violations promises that were not kept
 */
public record Outcome(
    long operations, int tasks, long children, int faults, List<Duration> recoveries, List<Violation> violations) {

  /** Copies the lists. */
  public Outcome {
    recoveries = List.copyOf(recoveries);
    violations = List.copyOf(violations);
  }

  /** The same with further violations. */
  public Outcome with(List<Violation> further) {
    List<Violation> all = new ArrayList<>(violations);
    all.addAll(further);
    return new Outcome(operations, tasks, children, faults, recoveries, all);
  }
}
