package dev.claudeworker.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Groups tasks by level: each stands one level below the lowest of those that it depends on. Nothing recurses. */
final class GraphLevels {

  private GraphLevels() {}

  static List<List<MemberDocument>> of(List<MemberDocument> tasks) {
    Map<String, Integer> levels = new HashMap<>();
    List<List<MemberDocument>> grouped = new ArrayList<>();
    boolean changed = true;
    // The server lists tasks behind what they depend on, so that one round is enough unless dependencies were changed later.
    for (int round = 0; changed && round <= tasks.size(); round++) {
      changed = false;
      for (MemberDocument task : tasks) {
        int level =
            task.dependsOn().stream().mapToInt(upstream -> levels.getOrDefault(upstream, -1) + 1).max().orElse(0);
        changed |= !Integer.valueOf(level).equals(levels.put(task.identifier(), level));
      }
    }
    for (MemberDocument task : tasks) {
      int level = levels.getOrDefault(task.identifier(), 0);
      while (grouped.size() <= level) {
        grouped.add(new ArrayList<>());
      }
      grouped.get(level).add(task);
    }
    return grouped;
  }
}
