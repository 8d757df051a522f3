package dev.claudeworker.dag;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Answers whether one task is upstream of another, for many pairs at once: 64 possible ancestors travel down the graph
 * together, so the cost is one pass over the edges for every 64 of them, whatever the depth.
 */
final class Ancestry {

  private final int[][] upstream;
  private final int[] order;

  /** Questions about an acyclic graph. */
  Ancestry(int[][] upstream, int[] order) {
    this.upstream = upstream;
    this.order = order;
  }

  /**
   * Which pairs hold.
   *
   * @param ancestors the possible ancestor of each pair
   * @param tasks the task of each pair
   * @return the places of the pairs in which the ancestor is upstream of the task, directly or not
   */
  BitSet holding(int[] ancestors, int[] tasks) {
    var holding = new BitSet();
    int[] distinct = Arrays.stream(ancestors).distinct().sorted().toArray();
    for (int from = 0; from < distinct.length; from += Long.SIZE) {
      int[] batch = Arrays.copyOfRange(distinct, from, Math.min(from + Long.SIZE, distinct.length));
      long[] above = above(batch);
      for (int pair = 0; pair < tasks.length; pair++) {
        int bit = Arrays.binarySearch(batch, ancestors[pair]);
        if (bit >= 0 && (above[tasks[pair]] & 1L << bit) != 0) {
          holding.set(pair);
        }
      }
    }
    return holding;
  }

  private long[] above(int[] batch) {
    long[] above = new long[upstream.length];
    for (int task : order) {
      for (int edge : upstream[task]) {
        int bit = Arrays.binarySearch(batch, edge);
        above[task] |= above[edge] | (bit >= 0 ? 1L << bit : 0);
      }
    }
    return above;
  }
}
