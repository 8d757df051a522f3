package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A change of an orchestration's state, computed by the core and applied as it is.
 *
 * @param orchestration the orchestration
 * @param from the states it may be in
 * @param to the state it gets; may be the one it has
 * @param at when, by the core's clock; becomes {@code started} if {@code to} is running and there is none, and
 *     {@code ended} if {@code to} is final, else {@code ended} is cleared
 * @param deadline when its time runs out; replaces the old one; removed if {@code to} is final
 * @param rest what happens to its tasks
 * @param events the events to write with it; their subject is the orchestration
 */
public record OrchestrationMove(
    OrchestrationId orchestration,
    Set<OrchestrationStatus> from,
    OrchestrationStatus to,
    Instant at,
    Optional<Instant> deadline,
    Optional<RestMove> rest,
    List<EventDraft> events) {

  /** Copies the collections. */
  public OrchestrationMove {
    from = Set.copyOf(from);
    events = List.copyOf(events);
  }
}
