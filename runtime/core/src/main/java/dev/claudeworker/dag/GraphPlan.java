package dev.claudeworker.dag;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What an orchestration will do, before it does it.
 *
 * @param levels the tasks by level: a task stands one level below the lowest of its upstream tasks
 * @param criticalPath the longest chain, from its first to its last task; it bounds how soon all can have ended
 * @param width how many tasks the widest level has: so many slots are of use
 */
public record GraphPlan(List<List<String>> levels, List<String> criticalPath, int width) {

  /** Copies the lists. */
  public GraphPlan {
    levels = levels.stream().map(List::copyOf).toList();
    criticalPath = List.copyOf(criticalPath);
  }

  static GraphPlan of(List<String> names, int[][] upstream, int[] order) {
    int[] level = new int[upstream.length];
    int[] longestBy = new int[upstream.length];
    List<List<String>> levels = new ArrayList<>();
    int last = -1;
    for (int task : order) {
      longestBy[task] = -1;
      for (int above : upstream[task]) {
        if (level[above] >= level[task]) {
          level[task] = level[above] + 1;
          longestBy[task] = above;
        }
      }
      if (level[task] == levels.size()) {
        levels.add(new ArrayList<>());
        last = task;
      }
    }
    // In the order of the definition, which people know.
    for (int task = 0; task < names.size(); task++) {
      levels.get(level[task]).add(names.get(task));
    }
    return new GraphPlan(levels, path(names, longestBy, last), levels.stream().mapToInt(List::size).max().orElse(0));
  }

  private static List<String> path(List<String> names, int[] longestBy, int last) {
    List<String> path = new ArrayList<>();
    for (int task = last; task >= 0; task = longestBy[task]) {
      path.add(names.get(task));
    }
    Collections.reverse(path);
    return path;
  }
}
