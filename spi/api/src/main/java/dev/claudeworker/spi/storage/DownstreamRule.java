package dev.claudeworker.spi.storage;

import java.util.List;
import java.util.Optional;

/**
 * The core's decision what follows for dependents of ended tasks, and for their orchestrations. A pure function: no I/O, no locks, no clock; it may be
 * called several times for one group (once per level of a skip cascade, and again if the group is tried anew).
 */
@FunctionalInterface
public interface DownstreamRule {

  /** Nothing follows. */
  DownstreamRule NONE = dependents -> List.of();

  /**
   * Decides moves.
   *
   * @param dependents waiting tasks, whatever they wait for, of which at least one edge has just been resolved, each
   *     once, by id; never empty
   * @return moves of some of these tasks, each at most once; the others stay as they are
   */
  List<TaskMove> decide(List<DependentTask> dependents);

  /**
   * Decides what follows for an orchestration. Asked for every orchestration that the group touched (tasks added, a task's
   * state changed, the orchestration itself moved), by id: before the claim, and once more after it for those of claimed
   * tasks. If the answer moves tasks, those orchestrations that this touches are asked again.
   *
   * @param progress how far it has come
   * @return a move of this orchestration, from the state it is in; empty = it stays as it is
   */
  default Optional<OrchestrationMove> settle(OrchestrationProgress progress) {
    return Optional.empty();
  }
}
