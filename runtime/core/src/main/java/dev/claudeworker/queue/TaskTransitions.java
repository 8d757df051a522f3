package dev.claudeworker.queue;

import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The one table of legal moves, as {@link TaskTransition} lists them. {@code docs/state-machine.md} shows the same. */
public final class TaskTransitions {

  private static final Map<TaskStatus, Set<TaskStatus>> LEGAL = table();

  private TaskTransitions() {}

  /** Whether anything leads from one state to the other. */
  public static boolean isLegal(TaskStatus from, TaskStatus to) {
    return LEGAL.getOrDefault(from, Set.of()).contains(to);
  }

  /** Refuses a move that is not in the table: a fault of this program. */
  static void require(TaskMove move) {
    if (!isLegal(move.from(), move.to())) {
      throw new IllegalStateException(
          "task " + move.task() + " cannot move from " + move.from().word() + " to " + move.to().word());
    }
  }

  private static Map<TaskStatus, Set<TaskStatus>> table() {
    Map<TaskStatus, Set<TaskStatus>> table = new EnumMap<>(TaskStatus.class);
    for (var transition : TaskTransition.values()) {
      for (var from : transition.from()) {
        table.computeIfAbsent(from, unused -> EnumSet.noneOf(TaskStatus.class)).add(transition.to());
      }
    }
    return table;
  }
}
