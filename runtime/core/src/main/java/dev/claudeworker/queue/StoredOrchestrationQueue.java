package dev.claudeworker.queue;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.GraphReads;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.OrchestrationFilter;
import dev.claudeworker.spi.storage.OrchestrationPage;
import dev.claudeworker.spi.storage.RelatedTasks;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.TaskDependencies;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.wait.WaitFacts;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** Orchestrations over one storage. */
public final class StoredOrchestrationQueue implements OrchestrationQueue {

  private final GraphReads graphs;
  private final GraphSubmission submission;
  private final OrchestrationChanges changes;
  private final OrchestrationDeletion deletion;
  private final DependencyChanges dependencyChanges;
  private final MemberQueries members;
  private final TaskQueries tasks;

  /** Wires the parts. */
  public StoredOrchestrationQueue(
      Storage storage,
      GroupCommitter committer,
      Admission admission,
      RunningTasks running,
      Supplier<WaitFacts> waitFacts,
      InstantSource clock,
      QueueSettings settings,
      int maxTasks) {
    this.graphs = storage.graphs();
    this.submission =
        new GraphSubmission(storage, committer, new FirstState(admission, settings.order()), clock, maxTasks);
    this.changes = new OrchestrationChanges(storage, committer, running, settings.order(), clock);
    this.deletion = new OrchestrationDeletion(storage, committer, clock);
    this.dependencyChanges = new DependencyChanges(storage, committer, clock);
    this.members = new MemberQueries(storage, running, waitFacts);
    this.tasks = new TaskQueries(storage, running, waitFacts);
  }

  @Override
  public OrchestrationSubmission submit(OrchestrationRequest request, Optional<IdempotencyKey> key) {
    return submission.submit(request, key);
  }

  @Override
  public OrchestrationSubmission add(
      OrchestrationId id, OrchestrationRequest.Members added, Optional<IdempotencyKey> key, Requester by) {
    return submission.add(id, added, key, by);
  }

  @Override
  public Optional<Orchestration> find(OrchestrationId id) {
    return graphs.orchestration(id);
  }

  @Override
  public Optional<OrchestrationView> view(OrchestrationId id, Optional<TaskId> after, int limit) {
    return members.view(id, after, limit);
  }

  @Override
  public OrchestrationPage list(OrchestrationFilter filter) {
    return graphs.orchestrations(filter);
  }

  @Override
  public Map<String, TaskId> identifiers(OrchestrationId id, Set<String> identifiers) {
    return graphs.identifiers(id, identifiers);
  }

  @Override
  public Orchestration cancel(OrchestrationId id, boolean force, Requester by) {
    return changes.cancel(id, force, by);
  }

  @Override
  public Orchestration pause(OrchestrationId id, Requester by) {
    return changes.pause(id, by);
  }

  @Override
  public Orchestration unpause(OrchestrationId id, Requester by) {
    return changes.unpause(id, by);
  }

  @Override
  public Orchestration retry(OrchestrationId id, Requester by) {
    return changes.retry(id, by);
  }

  @Override
  public void delete(OrchestrationId id, Requester by) {
    deletion.delete(id, by);
  }

  @Override
  public TaskView change(TaskId task, DependencyChange change, OptionalLong expectedVersion, Requester by) {
    dependencyChanges.change(task, change, expectedVersion, by);
    return taskView(task);
  }

  @Override
  public TaskView release(TaskId task, Requester by) {
    dependencyChanges.release(task, by);
    return taskView(task);
  }

  private TaskView taskView(TaskId id) {
    return tasks.find(id).orElseThrow(() -> TaskErrors.notFound(id));
  }

  @Override
  public TaskDependencies dependencies(TaskId task, int limit) {
    return graphs.dependencies(task, limit);
  }

  @Override
  public RelatedTasks related(TaskId task, GraphReads.Direction direction, int limit) {
    return graphs.related(task, direction, limit);
  }
}
