package dev.claudeworker.queue;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.GraphReads;
import dev.claudeworker.spi.task.Task;
import java.util.HashMap;
import java.util.Map;

/** Counts how many tasks of each orchestration are pending before those that a batch makes pending; one read for each. */
final class PendingAhead {

  private final GraphReads graphs;
  private final Map<OrchestrationId, Integer> counts = new HashMap<>();

  PendingAhead(GraphReads graphs) {
    this.graphs = graphs;
  }

  /** Of the next task that becomes pending. */
  int of(Task task) {
    return task.place().orchestration().map(this::next).orElse(0);
  }

  private int next(OrchestrationId id) {
    int ahead =
        counts.computeIfAbsent(
            id,
            unknown -> graphs.orchestration(unknown).map(Orchestration::counts).map(all -> all.pending()).orElse(0));
    counts.put(id, ahead + 1);
    return ahead;
  }
}
