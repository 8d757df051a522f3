package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.task.TaskEvent;
import java.util.List;

/**
 * What became of a group. Everything in it is durable.
 *
 * @param results one per unit, in their order
 * @param claimed the claimed tasks, in claim order
 * @param events the events that this group wrote, by number
 */
public record GroupResult(List<UnitResult> results, List<ClaimedTask> claimed, List<TaskEvent> events) {

  /** Copies the lists. */
  public GroupResult {
    results = List.copyOf(results);
    claimed = List.copyOf(claimed);
    events = List.copyOf(events);
  }
}
