package dev.claudeworker.queue;

import dev.claudeworker.event.EventDrafts;
import dev.claudeworker.event.EventPublisher;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageInfo;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.wait.WaitFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** The queue over one storage. */
public final class StoredTaskQueue implements TaskQueue {

  private final Storage storage;
  private final GroupCommitter committer;
  private final InstantSource clock;
  private final TaskSubmission submission;
  private final TaskChanges changes;
  private final TaskQueries queries;
  private final TaskWait wait;
  private final Supplier<WaitFacts> facts;

  /** Wires the parts. */
  public StoredTaskQueue(
      Storage storage,
      GroupCommitter committer,
      EventPublisher events,
      Admission admission,
      RunningTasks running,
      Supplier<WaitFacts> waitFacts,
      InstantSource clock,
      QueueSettings settings) {
    var order = settings.order();
    this.storage = storage;
    this.committer = committer;
    this.clock = clock;
    this.submission = new TaskSubmission(
        committer, new FirstState(admission, order), clock, settings.maxSubmission());
    this.changes = new TaskChanges(storage, committer, running, order, clock);
    this.queries = new TaskQueries(storage, running, waitFacts);
    this.wait = new TaskWait(storage, events);
    this.facts = waitFacts;
  }

  @Override
  public Submission submit(List<TaskRequest> requests, Optional<IdempotencyKey> key) {
    var accepted = submission.submit(requests, key);
    List<Task> tasks = storage.find(accepted.ids());
    return new Submission(queries.views(tasks), accepted.repeated());
  }

  @Override
  public boolean wasSubmitted(IdempotencyKey key, TaskRequest like) {
    return submission.isKnown(key, like);
  }

  @Override
  public TaskView cancel(TaskId id, boolean force, Requester by) {
    changes.cancel(id, force, by);
    return view(id);
  }

  @Override
  public TaskView retry(TaskId id, boolean fresh, Requester by) {
    changes.retry(id, fresh, by);
    return view(id);
  }

  @Override
  public TaskView resume(TaskId id, Optional<String> text, Requester by) {
    changes.resume(id, text, by);
    return view(id);
  }

  @Override
  public TaskView changePriority(TaskId id, Priority priority, OptionalLong expectedVersion, Requester by) {
    changes.changePriority(id, priority, expectedVersion, by);
    return view(id);
  }

  @Override
  public void delete(TaskId id, Requester by) {
    changes.delete(id, by);
  }

  @Override
  public void pause(GateScope scope, Requester by) {
    var details = JsonObject.EMPTY.with("by", by.actor());
    var gate = new Gate(scope, WaitReason.PAUSED, clock.instant(), Optional.empty(), details);
    commit(new GateChange.Close(gate, EventDrafts.gateClosed(gate, by.actor(), by.correlationId())));
  }

  @Override
  public void unpause(GateScope scope, Requester by) {
    Instant now = clock.instant();
    commit(
        new GateChange.Open(
            scope,
            WaitReason.PAUSED,
            EventDrafts.gateOpened(scope, WaitReason.PAUSED, by.actor(), by.correlationId(), now)));
  }

  private void commit(GateChange change) {
    var commit = new FutureCommit(new Unit.ChangeGate(change));
    committer.enqueue(commit);
    commit.await();
  }

  @Override
  public Optional<TaskView> waitFor(TaskId id, Duration atMost) throws InterruptedException {
    wait.untilAnyEnded(Set.of(id), atMost);
    return find(id);
  }

  @Override
  public List<TaskView> waitForAny(Set<TaskId> ids, Duration atMost) throws InterruptedException {
    wait.untilAnyEnded(ids, atMost);
    return queries.find(List.copyOf(ids));
  }

  private TaskView view(TaskId id) {
    return find(id).orElseThrow(() -> TaskErrors.notFound(id));
  }

  @Override
  public Optional<TaskView> find(TaskId id) {
    return queries.find(id);
  }

  @Override
  public TaskViewPage list(TaskFilter filter) {
    return queries.list(filter);
  }

  @Override
  public Optional<TaskInput> input(TaskId id) {
    return storage.input(id);
  }

  @Override
  public Optional<TaskResult> result(TaskId id) {
    return storage.result(id);
  }

  @Override
  public List<Attempt> attempts(TaskId id) {
    return storage.attempts(id);
  }

  @Override
  public EventPage events(EventFilter filter) {
    return storage.events(filter);
  }

  @Override
  public Map<TaskStatus, Long> counts() {
    return storage.counts();
  }

  @Override
  public List<Gate> gates() {
    Instant now = clock.instant();
    return facts.get().gates().stream().filter(gate -> gate.isClosedAt(now)).toList();
  }

  @Override
  public StorageInfo storage() {
    return storage.info();
  }
}
