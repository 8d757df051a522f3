package dev.claudeworker.simulation;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * A generated graph with what its tasks will do.
 *
 * @param tasks the tasks, each behind what it depends on
 * @param maxParallel bound of the orchestration
 */
record Scenario(List<ScriptedTask> tasks, OptionalInt maxParallel) {

  private static final int MOST_TASKS = 14;

  /** A task: its edges, how it ends at last, how often it is tried again before, its lane, whether it is delayed. */
  record ScriptedTask(List<Edge> edges, boolean fails, int retries, Optional<String> lane, boolean delayed) {}

  /** A dependency on an earlier task. */
  record Edge(int upstream, EdgeCondition on, IfBroken ifBroken) {

    boolean holds() {
      return ifBroken == IfBroken.HOLD;
    }

    boolean isBroken(TaskStatus status) {
      return status.isFinal() && switch (on) {
        case COMPLETED -> status != TaskStatus.COMPLETED;
        case ENDED -> false;
        case FAILED -> status != TaskStatus.FAILED;
      };
    }
  }

  static Scenario generate(RandomGenerator random) {
    int size = 1 + random.nextInt(MOST_TASKS);
    List<ScriptedTask> tasks = new ArrayList<>();
    for (int task = 0; task < size; task++) {
      int before = task;
      List<Edge> edges = random.ints(random.nextInt(4), 0, Math.max(1, task))
          .filter(upstream -> upstream < before)
          .distinct()
          .mapToObj(upstream -> edge(upstream, random))
          .toList();
      Optional<String> lane =
          random.nextInt(3) == 0 ? Optional.of("key:" + random.nextInt(2)) : Optional.empty();
      tasks.add(
          new ScriptedTask(
              edges, random.nextInt(5) == 0, random.nextInt(4) == 0 ? 1 : 0, lane, random.nextInt(6) == 0));
    }
    return new Scenario(
        tasks, random.nextInt(3) == 0 ? OptionalInt.of(1 + random.nextInt(3)) : OptionalInt.empty());
  }

  private static Edge edge(int upstream, RandomGenerator random) {
    EdgeCondition on = switch (random.nextInt(8)) {
      case 0 -> EdgeCondition.ENDED;
      case 1 -> EdgeCondition.FAILED;
      default -> EdgeCondition.COMPLETED;
    };
    return new Edge(upstream, on, random.nextInt(10) == 0 ? IfBroken.HOLD : IfBroken.SKIP);
  }
}
