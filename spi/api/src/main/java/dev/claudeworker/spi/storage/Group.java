package dev.claudeworker.spi.storage;

import java.util.List;
import java.util.Optional;

/**
 * What travels in one transaction.
 *
 * @param units changes, each of which is applied whole or refused
 * @param rule the core's decision about dependents
 * @param claim due tasks to claim after the units
 */
public record Group(List<Unit> units, DownstreamRule rule, Optional<ClaimRequest> claim) {

  /** Copies the list. */
  public Group {
    units = List.copyOf(units);
  }
}
