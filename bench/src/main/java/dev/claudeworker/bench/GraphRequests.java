package dev.claudeworker.bench;

import dev.claudeworker.dag.GraphCheck;
import dev.claudeworker.dag.GraphLimits;
import dev.claudeworker.dag.GraphNode;
import dev.claudeworker.queue.OrchestrationRequest;
import dev.claudeworker.queue.OrchestrationRequest.Members;
import dev.claudeworker.spi.dag.OrchestrationSettings;
import dev.claudeworker.spi.task.TaskOrigin;
import dev.claudeworker.spi.task.TaskSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Orchestrations of tasks that do nothing. */
final class GraphRequests {

  private GraphRequests() {}

  /** Each task behind the one before. */
  static OrchestrationRequest chain(int size) {
    return graph(size, task -> task == 0 ? List.of() : List.of(task - 1));
  }

  /** All tasks behind the first. */
  static OrchestrationRequest fanOut(int size) {
    return graph(size, task -> task == 0 ? List.of() : List.of(0));
  }

  /** Levels of four, each task behind two of the level before. */
  static OrchestrationRequest levels(int size) {
    return graph(size, task -> task < 4 ? List.of() : List.of(task - 4, task - task % 4 - 4 + (task + 1) % 4));
  }

  private static OrchestrationRequest graph(int size, IntFunction<List<Integer>> upstream) {
    List<GraphNode> nodes = IntStream.range(0, size).mapToObj(task -> node(task, upstream.apply(task))).toList();
    var limits = new GraphLimits(GraphLimits.MOST_TASKS, GraphLimits.MOST_DEPENDENCIES);
    var graph = GraphCheck.check(nodes, Set.of(), limits, (typed, known) -> Optional.empty());
    var members = new Members(graph, IntStream.range(0, size).mapToObj(_ -> Requests.noop()).toList());
    return new OrchestrationRequest(
        UUID.randomUUID(), TaskSettings.DEFAULT_PROJECT, Optional.empty(), OrchestrationSettings.DEFAULT,
        new TaskOrigin("bench", "bench", "bench", Optional.empty(), Optional.empty()), members);
  }

  private static GraphNode node(int task, List<Integer> upstream) {
    String place = "/tasks/" + task;
    return new GraphNode(
        "t" + task, place, upstream.stream().distinct().map(above -> new GraphNode.Edge("t" + above, place)).toList(),
        Optional.empty(), List.of());
  }
}
