package dev.claudeworker.dag;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import java.util.List;
import java.util.Optional;

/**
 * A task of a definition, as far as its place in the graph is concerned.
 *
 * @param identifier its name within the orchestration; empty if the definition has none or no text there
 * @param place JSON pointer to the task
 * @param edges what it depends on, in the order of the definition
 * @param continueFrom the upstream task whose session it starts from
 * @param references the results of other tasks that its texts refer to
 */
public record GraphNode(
    String identifier, String place, List<Edge> edges, Optional<Named> continueFrom, List<Named> references) {

  /** Copies the lists. */
  public GraphNode {
    edges = List.copyOf(edges);
    references = List.copyOf(references);
  }

  /**
   * A dependency.
   *
   * @param upstream identifier of the upstream task
   * @param on what is asked of it
   * @param ifBroken what happens when it ends otherwise
   * @param place JSON pointer to it
   */
  public record Edge(String upstream, EdgeCondition on, IfBroken ifBroken, String place) {

    /** An edge that asks for completion and skips. */
    public Edge(String upstream, String place) {
      this(upstream, EdgeCondition.COMPLETED, IfBroken.SKIP, place);
    }
  }

  /**
   * Another task that is named somewhere.
   *
   * @param identifier its identifier
   * @param place JSON pointer to where it is named
   */
  public record Named(String identifier, String place) {}
}
