package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.Pruning;
import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.util.List;

/** Removal under the lock of the store. */
record LockedPruning(Pruning rows, LockedGraphReads.Lock lock) implements Pruning {

  @Override
  public List<TaskId> endedBefore(Instant moment, int limit) {
    return lock.locked(() -> rows.endedBefore(moment, limit));
  }

  @Override
  public List<OrchestrationId> emptyOrchestrations(Instant moment, int limit) {
    return lock.locked(() -> rows.emptyOrchestrations(moment, limit));
  }

  @Override
  public int removeEvents(Instant before, int limit) {
    return lock.locked(() -> rows.removeEvents(before, limit));
  }

  @Override
  public int removeKeys(Instant before, int limit) {
    return lock.locked(() -> rows.removeKeys(before, limit));
  }
}
