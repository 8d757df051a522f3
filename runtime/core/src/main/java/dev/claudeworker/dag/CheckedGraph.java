package dev.claudeworker.dag;

import java.util.Arrays;
import java.util.List;

/**
 * A graph that has been looked at.
 *
 * @param problems everything that is wrong with it, in the order of the definition; empty = it can be submitted
 * @param nodes its tasks, in the order of the definition
 * @param upstream for every task the places of the tasks of this definition that it depends on
 * @param order the places of the tasks, each behind what it depends on; incomplete if there is a cycle
 */
public record CheckedGraph(List<GraphProblem> problems, List<GraphNode> nodes, int[][] upstream, int[] order) {

  /** Copies the lists. */
  public CheckedGraph {
    problems = List.copyOf(problems);
    nodes = List.copyOf(nodes);
  }

  /** Levels, critical path and width. Only of a graph without problems. */
  public GraphPlan plan() {
    if (!problems.isEmpty()) {
      throw new IllegalStateException("a graph with problems has no plan");
    }
    return GraphPlan.of(nodes.stream().map(GraphNode::identifier).toList(), upstream, order);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CheckedGraph(var otherProblems, var otherNodes, var otherUpstream, var otherOrder)
        && problems.equals(otherProblems)
        && nodes.equals(otherNodes)
        && Arrays.deepEquals(upstream, otherUpstream)
        && Arrays.equals(order, otherOrder);
  }

  @Override
  public int hashCode() {
    return nodes.hashCode();
  }
}
