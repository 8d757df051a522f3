package dev.claudeworker.plugins;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.Pruning;
import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.util.List;

/** What a plugin's storage removes because of its age, behind its guard. */
record GuardedPruning(Pruning pruning, PluginGuard guard) implements Pruning {

  @Override
  public List<TaskId> endedBefore(Instant moment, int limit) {
    return guard.call("for old tasks", () -> pruning.endedBefore(moment, limit));
  }

  @Override
  public List<OrchestrationId> emptyOrchestrations(Instant moment, int limit) {
    return guard.call("for empty orchestrations", () -> pruning.emptyOrchestrations(moment, limit));
  }

  @Override
  public int removeEvents(Instant before, int limit) {
    return guard.call("to remove old events", () -> pruning.removeEvents(before, limit));
  }

  @Override
  public int removeKeys(Instant before, int limit) {
    return guard.call("to remove old idempotency keys", () -> pruning.removeKeys(before, limit));
  }
}
