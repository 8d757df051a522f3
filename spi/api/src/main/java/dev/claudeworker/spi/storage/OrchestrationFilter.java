package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import java.util.Optional;
import java.util.Set;

/**
 * Which orchestrations to list. All conditions must hold.
 *
 * @param project of this project
 * @param statuses in one of these states; empty = in any
 * @param before with a smaller id: the cursor of the next page
 * @param limit at most so many, 1 to 1,000
 */
public record OrchestrationFilter(
    String project, Set<OrchestrationStatus> statuses, Optional<OrchestrationId> before, int limit) {

  /** Copies the set and checks the limit. */
  public OrchestrationFilter {
    statuses = Set.copyOf(statuses);
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("a page has 1 to 1000 orchestrations, not " + limit);
    }
  }
}
