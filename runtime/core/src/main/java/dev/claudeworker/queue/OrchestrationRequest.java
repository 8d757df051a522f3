package dev.claudeworker.queue;

import dev.claudeworker.dag.CheckedGraph;
import dev.claudeworker.dag.GraphNode;
import dev.claudeworker.spi.dag.OrchestrationSettings;
import dev.claudeworker.spi.task.TaskOrigin;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * An orchestration as a client asks for it.
 *
 * @param uuid chosen by the client; submitting it again answers the orchestration of the first time
 * @param project what it belongs to
 * @param name a title for people
 * @param settings what the submitter chose
 * @param origin where it comes from
 * @param tasks its tasks
 */
public record OrchestrationRequest(
    UUID uuid,
    String project,
    Optional<String> name,
    OrchestrationSettings settings,
    TaskOrigin origin,
    Members tasks) {

  /**
   * Tasks that belong together, as they are submitted.
   *
   * @param graph their dependencies, without problems
   * @param requests the tasks, in the order of the graph's nodes; their own dependencies are on tasks that exist
   */
  public record Members(CheckedGraph graph, List<TaskRequest> requests) {

    /** Refuses a graph that was found to be wrong. */
    public Members {
      requests = List.copyOf(requests);
      if (!graph.problems().isEmpty()) {
        throw new IllegalArgumentException("the graph has problems: " + graph.problems().getFirst());
      }
      if (graph.nodes().size() != requests.size()) {
        throw new IllegalArgumentException(graph.nodes().size() + " nodes for " + requests.size() + " tasks");
      }
    }

    int size() {
      return requests.size();
    }

    /** The identifiers that anything depends on. */
    Set<String> named() {
      return graph.nodes()
          .stream()
          .flatMap(node -> node.edges().stream())
          .map(GraphNode.Edge::upstream)
          .collect(Collectors.toSet());
    }
  }
}
