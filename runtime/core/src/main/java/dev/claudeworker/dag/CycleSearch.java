package dev.claudeworker.dag;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Finds cycles that people can read: short ones, each without a part that another one shows already. */
final class CycleSearch {

  private final int[][] upstream;
  private final BitSet open;

  /** A search in what {@link TopologicalOrder} could not order. */
  CycleSearch(int[][] upstream, int[] ordered) {
    this.upstream = upstream;
    open = new BitSet();
    open.set(0, upstream.length);
    Arrays.stream(ordered).forEach(open::clear);
  }

  /**
   * Cycles without common tasks.
   *
   * @param most at most so many
   * @return each as its tasks in the direction of waiting; the last one waits for the first
   */
  List<List<Integer>> find(int most) {
    List<List<Integer>> cycles = new ArrayList<>();
    while (cycles.size() < most) {
      trim();
      int first = open.nextSetBit(0);
      if (first < 0) {
        break;
      }
      List<Integer> cycle = shortestThrough(onCycle(first));
      cycles.add(cycle);
      cycle.forEach(open::clear);
    }
    return cycles;
  }

  /** Closes what no longer waits for anything open. */
  private void trim() {
    int[] unmet = new int[upstream.length];
    open.stream().forEach(task -> unmet[task] = (int) Arrays.stream(upstream[task]).filter(open::get).count());
    int[][] downstream = TopologicalOrder.reversed(upstream);
    var free = new ArrayDeque<Integer>();
    open.stream().filter(task -> unmet[task] == 0).forEach(free::add);
    while (!free.isEmpty()) {
      int task = free.remove();
      open.clear(task);
      for (int dependent : downstream[task]) {
        if (open.get(dependent) && --unmet[dependent] == 0) {
          free.add(dependent);
        }
      }
    }
  }

  /** Follows open edges, of which every open task has one, until a task comes again. */
  private int onCycle(int start) {
    var seen = new BitSet();
    int task = start;
    while (!seen.get(task)) {
      seen.set(task);
      task = Arrays.stream(upstream[task]).filter(open::get).findFirst().orElseThrow();
    }
    return task;
  }

  private List<Integer> shortestThrough(int start) {
    int[] cameFrom = new int[upstream.length];
    Arrays.fill(cameFrom, -1);
    var next = new ArrayDeque<Integer>(List.of(start));
    while (!next.isEmpty()) {
      int task = next.remove();
      for (int above : upstream[task]) {
        if (above == start) {
          return path(cameFrom, start, task);
        }
        if (open.get(above) && cameFrom[above] < 0) {
          cameFrom[above] = task;
          next.add(above);
        }
      }
    }
    throw new IllegalStateException("no cycle through task " + start);
  }

  private static List<Integer> path(int[] cameFrom, int start, int end) {
    List<Integer> path = new ArrayList<>();
    for (int task = end; task != start; task = cameFrom[task]) {
      path.add(task);
    }
    path.add(start);
    return path.reversed();
  }

  /** A cycle as people read it: {@code a -> b -> a}. */
  static String text(List<String> names) {
    return String.join(" -> ", names) + " -> " + names.getFirst();
  }
}
