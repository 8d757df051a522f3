package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.util.List;

/**
 * Finds and removes what is too old, in batches small enough to delay nobody. As safe, and as closed, as the {@link Storage}
 * it comes from. Ages are by the core's clock, as it stands in the rows. What was removed need not be durable at once:
 * removing it again finds nothing.
 */
public interface Pruning {

  /** Of a storage that keeps everything for ever. */
  Pruning NONE = new Pruning() {
    @Override
    public List<TaskId> endedBefore(Instant moment, int limit) {
      return List.of();
    }

    @Override
    public List<OrchestrationId> emptyOrchestrations(Instant moment, int limit) {
      return List.of();
    }

    @Override
    public int removeEvents(Instant before, int limit) {
      return 0;
    }

    @Override
    public int removeKeys(Instant before, int limit) {
      return 0;
    }
  };

  /**
   * Tasks that can be deleted because of their age: in a final state, and neither an unfinished task nor an unfinished
   * orchestration needs them. Their deletion is a {@link Unit.Delete}, which checks the same once more.
   *
   * @param moment only tasks that ended before it
   * @param limit at most so many, 1 or more
   * @return their numbers, those that ended first come first
   */
  List<TaskId> endedBefore(Instant moment, int limit);

  /**
   * Orchestrations whose tasks have all been deleted. Their deletion is a {@link Unit.DeleteOrchestration}, which checks the
   * same once more.
   *
   * @param moment only orchestrations that ended before it
   * @param limit at most so many, 1 or more
   * @return their numbers, smallest first
   */
  List<OrchestrationId> emptyOrchestrations(Instant moment, int limit);

  /**
   * Removes the oldest events, those up to the first that is young enough. {@link EventPage#oldest} moves on, the head and
   * the numbers of later events do not change.
   *
   * @param before events that happened before it
   * @param limit at most so many, 1 or more
   * @return how many were removed; as many as the limit = there may be more
   */
  int removeEvents(Instant before, int limit);

  /**
   * Removes old idempotency keys; what was submitted under them stays.
   *
   * @param before keys that were first used before it
   * @param limit about so many at most, 1 or more; those of the same moment go together
   * @return how many were removed; as many as the limit or more = there may be more
   */
  int removeKeys(Instant before, int limit);
}
