package dev.claudeworker.spi.storage;

import java.util.List;

/**
 * The core's decision what follows for dependents of ended tasks. A pure function: no I/O, no locks, no clock; it may be
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
}
