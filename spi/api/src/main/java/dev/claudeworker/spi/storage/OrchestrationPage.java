package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.dag.Orchestration;
import java.util.List;

/**
 * One page of orchestrations.
 *
 * @param orchestrations the orchestrations, newest first
 * @param more whether there are older ones
 * @param asOf number of the last event that this page shows; a watcher can follow from there without a hole
 */
public record OrchestrationPage(List<Orchestration> orchestrations, boolean more, long asOf) {

  /** Copies the list. */
  public OrchestrationPage {
    orchestrations = List.copyOf(orchestrations);
  }
}
