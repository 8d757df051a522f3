package dev.claudeworker.spi.testkit;

import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.storage.GraphReads;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.ProgressUpdate;
import dev.claudeworker.spi.storage.Pruning;
import dev.claudeworker.spi.storage.Renewal;
import dev.claudeworker.spi.storage.RunningAttempt;
import dev.claudeworker.spi.storage.ServerRegistry;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageInfo;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.storage.TaskPage;
import dev.claudeworker.spi.storage.Transfer;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Hands every call on to another storage. A test overrides what shall fail, be slow or be counted. */
public class ForwardingStorage implements Storage {

  private final Storage storage;

  /**
   * Wraps a storage.
   *
   * @param storage the one that does the work
   */
  public ForwardingStorage(Storage storage) {
    this.storage = storage;
  }

  /**
   * The storage that does the work.
   *
   * @return the wrapped storage
   */
  protected final Storage wrapped() {
    return storage;
  }

  @Override
  public GroupResult apply(Group group) {
    return storage.apply(group);
  }

  @Override
  public List<Renewal> renew(List<Lease> leases, Duration leaseFor) {
    return storage.renew(leases, leaseFor);
  }

  @Override
  public void progress(List<ProgressUpdate> updates) {
    storage.progress(updates);
  }

  @Override
  public Instant now() {
    return storage.now();
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return storage.find(id);
  }

  @Override
  public List<Task> find(List<TaskId> ids) {
    return storage.find(ids);
  }

  @Override
  public Optional<TaskInput> input(TaskId id) {
    return storage.input(id);
  }

  @Override
  public Optional<Continuation> continuation(TaskId id) {
    return storage.continuation(id);
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
  public TaskPage list(TaskFilter filter) {
    return storage.list(filter);
  }

  @Override
  public List<Task> due(Instant now, int limit) {
    return storage.due(now, limit);
  }

  @Override
  public Optional<Instant> nextDue() {
    return storage.nextDue();
  }

  @Override
  public GraphReads graphs() {
    return storage.graphs();
  }

  @Override
  public List<RunningAttempt> running(Optional<String> server) {
    return storage.running(server);
  }

  @Override
  public List<Gate> gates() {
    return storage.gates();
  }

  @Override
  public Map<TaskStatus, Long> counts() {
    return storage.counts();
  }

  @Override
  public EventPage events(EventFilter filter) {
    return storage.events(filter);
  }

  @Override
  public void onCommit(LongConsumer changed) {
    storage.onCommit(changed);
  }

  @Override
  public Pruning pruning() {
    return storage.pruning();
  }

  @Override
  public ServerRegistry servers() {
    return storage.servers();
  }

  @Override
  public Transfer transfer() {
    return storage.transfer();
  }

  @Override
  public StorageInfo info() {
    return storage.info();
  }

  @Override
  public void close() {
    storage.close();
  }
}
