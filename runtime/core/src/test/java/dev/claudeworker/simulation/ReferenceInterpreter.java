package dev.claudeworker.simulation;

import dev.claudeworker.spi.task.TaskStatus;
import java.util.ArrayList;
import java.util.List;

/** What becomes of a graph, said once more in the fewest words: every task is looked at until nothing changes. */
final class ReferenceInterpreter {

  private ReferenceInterpreter() {}

  /** The final states, by place; waiting = held for ever by a broken dependency, or behind one that is. */
  static List<TaskStatus> run(Scenario scenario) {
    List<TaskStatus> states = new ArrayList<>(scenario.tasks().stream().map(_ -> TaskStatus.PENDING).toList());
    for (boolean changed = true; changed;) {
      changed = false;
      for (int task = 0; task < states.size(); task++) {
        TaskStatus next = next(scenario, states, task);
        changed |= next != states.set(task, next);
      }
    }
    return states;
  }

  private static TaskStatus next(Scenario scenario, List<TaskStatus> states, int task) {
    var own = scenario.tasks().get(task);
    var broken = own.edges().stream().filter(edge -> edge.isBroken(states.get(edge.upstream()))).toList();
    if (broken.stream().anyMatch(edge -> !edge.holds())) {
      return TaskStatus.SKIPPED;
    }
    boolean allEnded = own.edges().stream().allMatch(edge -> states.get(edge.upstream()).isFinal());
    boolean waits = !broken.isEmpty() || !allEnded;
    return waits ? TaskStatus.WAITING : own.fails() ? TaskStatus.FAILED : TaskStatus.COMPLETED;
  }
}
