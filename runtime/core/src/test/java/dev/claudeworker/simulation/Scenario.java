package dev.claudeworker.simulation;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.FailurePolicy;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.task.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A generated graph with what its tasks will do.
 *
 * @param tasks the tasks, each behind what it depends on
 * @param maxParallel bound of the orchestration
 * @param policy what a failure means; all but the last are in the edges, as they are after parsing
 */
record Scenario(List<ScriptedTask> tasks, OptionalInt maxParallel, FailurePolicy policy) {

  private static final int MOST_TASKS = 14;

  /** A task: its edges, how it ends at last, how often it is tried again before, its lane, whether it is delayed. */
  record ScriptedTask(List<Edge> edges, boolean fails, int retries, Optional<String> lane, boolean delayed) {

    ScriptedTask with(List<Edge> others) {
      return new ScriptedTask(others, fails, retries, lane, delayed);
    }
  }

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
    OptionalInt maxParallel = random.nextInt(3) == 0 ? OptionalInt.of(1 + random.nextInt(3)) : OptionalInt.empty();
    return switch (random.nextInt(6)) {
      case 0 -> new Scenario(tasks, maxParallel, FailurePolicy.FAIL_FAST);
      case 1 -> new Scenario(
          with(tasks, edge -> new Edge(edge.upstream(), EdgeCondition.ENDED, IfBroken.SKIP)), maxParallel,
          FailurePolicy.CONTINUE);
      case 2 -> new Scenario(
          with(tasks, edge -> new Edge(edge.upstream(), edge.on(), IfBroken.HOLD)), maxParallel, FailurePolicy.HOLD);
      default -> new Scenario(tasks, maxParallel, FailurePolicy.SKIP);
    };
  }

  private static List<ScriptedTask> with(List<ScriptedTask> tasks, UnaryOperator<Edge> change) {
    return tasks.stream().map(task -> task.with(task.edges().stream().map(change).toList())).toList();
  }

  boolean failsFast() {
    return policy == FailurePolicy.FAIL_FAST;
  }

  /** The same with other edges of one task. */
  Scenario with(int task, List<Edge> edges) {
    List<ScriptedTask> changed = new ArrayList<>(tasks);
    changed.set(task, tasks.get(task).with(edges));
    return new Scenario(changed, maxParallel, policy);
  }

  /** Whether a task waits for another, over any number of edges. */
  boolean isBehind(int task, int upstream) {
    return task == upstream || tasks.get(task).edges().stream().anyMatch(edge -> isBehind(edge.upstream(), upstream));
  }

  /** Whether a failure of a task is fine: something depends on it, and nothing asks that it completes. */
  boolean tolerates(int failed) {
    List<Edge> edges = tasks.stream()
        .flatMap(task -> task.edges().stream())
        .filter(edge -> edge.upstream() == failed)
        .toList();
    return !edges.isEmpty() && edges.stream().noneMatch(edge -> edge.isBroken(TaskStatus.FAILED));
  }

  /** Whether these states hold a failure that is not fine. */
  boolean hasFailed(List<TaskStatus> states) {
    return IntStream.range(0, states.size())
        .anyMatch(task -> states.get(task) == TaskStatus.FAILED && !tolerates(task));
  }

  static Edge edge(int upstream, RandomGenerator random) {
    EdgeCondition on = switch (random.nextInt(8)) {
      case 0 -> EdgeCondition.ENDED;
      case 1 -> EdgeCondition.FAILED;
      default -> EdgeCondition.COMPLETED;
    };
    return new Edge(upstream, on, random.nextInt(10) == 0 ? IfBroken.HOLD : IfBroken.SKIP);
  }
}
