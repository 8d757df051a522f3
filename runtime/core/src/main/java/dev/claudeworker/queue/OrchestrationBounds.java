package dev.claudeworker.queue;

import dev.claudeworker.dag.GraphLimits;

/**
 * Bounds of orchestrations.
 *
 * @param limits how large one may be
 * @param maxResultReference {@code orchestration.max_result_reference}: most characters of a result that is put into a text;
 *     longer ones are cut and said to be
 */
public record OrchestrationBounds(GraphLimits limits, int maxResultReference) {

  /** 10,000 tasks, 1,000 dependencies, 100,000 characters. */
  public static final OrchestrationBounds DEFAULT = new OrchestrationBounds(GraphLimits.DEFAULT, 100_000);

  /** Checks the range. */
  public OrchestrationBounds {
    if (maxResultReference < 100) {
      throw new IllegalArgumentException(
          "orchestration.max_result_reference is 100 characters or more, not " + maxResultReference);
    }
  }
}
