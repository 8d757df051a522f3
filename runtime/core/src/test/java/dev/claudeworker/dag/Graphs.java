package dev.claudeworker.dag;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Graphs for tests: {@code Graphs.of("a", "b: a", "c: a b")}. */
final class Graphs {

  private Graphs() {}

  static List<GraphNode> of(String... lines) {
    List<GraphNode> nodes = new ArrayList<>();
    for (String line : lines) {
      String[] parts = line.split(":");
      List<String> upstream = parts.length < 2 ? List.of() : List.of(parts[1].strip().split(" +"));
      nodes.add(node(nodes.size(), parts[0], upstream));
    }
    return nodes;
  }

  static GraphNode node(int index, String identifier, List<String> upstream) {
    String place = "/tasks/" + index;
    List<GraphNode.Edge> edges = IntStream.range(0, upstream.size())
        .mapToObj(edge -> new GraphNode.Edge(upstream.get(edge), place + "/depends_on/" + edge))
        .toList();
    return new GraphNode(identifier, place, edges, Optional.empty(), List.of());
  }

  static CheckedGraph check(List<GraphNode> nodes) {
    return GraphCheck.check(nodes, Set.of(), GraphLimits.DEFAULT, (typed, known) -> Optional.empty());
  }

  /** For every task the tasks it depends on; acyclic, in a shuffled order. */
  static int[][] random(Random random, int size, int mostEdges) {
    int[] place = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = place[i];
      place[i] = place[other];
      place[other] = kept;
    }
    int[][] upstream = new int[size][];
    for (int i = 0; i < size; i++) {
      int edges = i == 0 ? 0 : random.nextInt(Math.min(i, mostEdges) + 1);
      int above = i;
      upstream[place[i]] =
          IntStream.range(0, edges).map(_ -> place[random.nextInt(above)]).distinct().toArray();
    }
    return upstream;
  }

  static List<GraphNode> nodes(int[][] upstream) {
    return IntStream.range(0, upstream.length)
        .mapToObj(task -> node(task, name(task), IntStream.of(upstream[task]).mapToObj(Graphs::name).toList()))
        .toList();
  }

  static String name(int task) {
    return "t" + task;
  }
}
