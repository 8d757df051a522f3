package dev.claudeworker.dag;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Puts tasks behind everything that they depend on. Iterative, so that depth is no limit; among tasks that could come next
 * the one that stands first in the definition does, so that an ordered definition keeps its order.
 */
final class TopologicalOrder {

  private TopologicalOrder() {}

  /**
   * Orders the places 0 to n-1.
   *
   * @param upstream for every place the places it depends on, without repetition
   * @return the places in order; shorter than {@code upstream} if some are part of a cycle or behind one
   */
  static int[] of(int[][] upstream) {
    int[][] downstream = reversed(upstream);
    int[] unmet = Arrays.stream(upstream).mapToInt(edges -> edges.length).toArray();
    var ready = new PriorityQueue<Integer>();
    for (int task = 0; task < upstream.length; task++) {
      if (unmet[task] == 0) {
        ready.add(task);
      }
    }
    int[] order = new int[upstream.length];
    int count = 0;
    while (!ready.isEmpty()) {
      int task = ready.remove();
      order[count++] = task;
      for (int dependent : downstream[task]) {
        if (--unmet[dependent] == 0) {
          ready.add(dependent);
        }
      }
    }
    return Arrays.copyOf(order, count);
  }

  /** The same edges seen from the other end. */
  static int[][] reversed(int[][] edges) {
    int[] counts = new int[edges.length];
    for (int[] targets : edges) {
      for (int target : targets) {
        counts[target]++;
      }
    }
    int[][] reversed = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
    for (int source = edges.length - 1; source >= 0; source--) {
      for (int target : edges[source]) {
        reversed[target][--counts[target]] = source;
      }
    }
    return reversed;
  }
}
