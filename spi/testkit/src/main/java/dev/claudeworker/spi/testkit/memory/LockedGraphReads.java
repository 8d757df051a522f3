package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.GraphReads;
import dev.claudeworker.spi.storage.OrchestrationFilter;
import dev.claudeworker.spi.storage.OrchestrationPage;
import dev.claudeworker.spi.storage.OrchestrationTask;
import dev.claudeworker.spi.storage.RelatedTasks;
import dev.claudeworker.spi.storage.TaskDependencies;
import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads under the lock of the store. */
final class LockedGraphReads implements GraphReads {

  private final GraphReads reads;
  private final Lock lock;

  /** Runs a call alone. */
  interface Lock {
    <T> T locked(Supplier<T> call);
  }

  LockedGraphReads(GraphReads reads, Lock lock) {
    this.reads = reads;
    this.lock = lock;
  }

  @Override
  public Optional<Orchestration> orchestration(OrchestrationId id) {
    return lock.locked(() -> reads.orchestration(id));
  }

  @Override
  public OrchestrationPage orchestrations(OrchestrationFilter filter) {
    return lock.locked(() -> reads.orchestrations(filter));
  }

  @Override
  public List<Orchestration> due(Instant now, int limit) {
    return lock.locked(() -> reads.due(now, limit));
  }

  @Override
  public List<OrchestrationTask> tasks(OrchestrationId id, Optional<TaskId> after, int limit) {
    return lock.locked(() -> reads.tasks(id, after, limit));
  }

  @Override
  public Map<String, TaskId> identifiers(OrchestrationId id, Set<String> identifiers) {
    return lock.locked(() -> reads.identifiers(id, identifiers));
  }

  @Override
  public TaskDependencies dependencies(TaskId task, int limit) {
    return lock.locked(() -> reads.dependencies(task, limit));
  }

  @Override
  public RelatedTasks related(TaskId task, Direction direction, int limit) {
    return lock.locked(() -> reads.related(task, direction, limit));
  }

  @Override
  public List<TaskId> laneHolders(String key, int limit) {
    return lock.locked(() -> reads.laneHolders(key, limit));
  }
}
