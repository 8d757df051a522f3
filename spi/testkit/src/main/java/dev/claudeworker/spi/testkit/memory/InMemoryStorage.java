package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
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
import dev.claudeworker.spi.storage.StorageErrors;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The reference storage. Keeps everything in memory and forgets it with the last reference, so it has neither of the
 * capabilities; all else is as {@link Storage} says. {@link #reopened} opens the same rows again, for tests of what a
 * restarted server finds.
 */
public final class InMemoryStorage implements Storage {

  private final InstantSource leaseClock;
  private volatile StorageInfo info;
  private final Tables tables;
  private final Queries queries;
  private final GraphReads graphs;
  private final Pruning pruning;

  /** Guards {@link #tables} and {@link #closed}; one call at a time, and a closing waits for the running call. */
  private final ReentrantLock lock;

  private boolean closed;

  /**
   * A new, empty storage with an identity of its own.
   *
   * @param leaseClock the clock of {@link #now}
   */
  public InMemoryStorage(InstantSource leaseClock) {
    this(leaseClock, UUID.randomUUID());
  }

  /**
   * A new, empty storage.
   *
   * @param leaseClock the clock of {@link #now}
   * @param storeId its identity
   */
  public InMemoryStorage(InstantSource leaseClock, UUID storeId) {
    this(
        leaseClock,
        new StorageInfo("memory", storeId, storeId.toString(), "1", Set.of(), JsonObject.EMPTY),
        new Tables(),
        new ReentrantLock());
  }

  private InMemoryStorage(InstantSource leaseClock, StorageInfo info, Tables tables, ReentrantLock lock) {
    this.leaseClock = leaseClock;
    this.info = info;
    this.tables = tables;
    this.queries = new Queries(tables);
    this.lock = lock;
    this.graphs = new LockedGraphReads(new GraphQueries(tables), this::locked);
    this.pruning = new LockedPruning(new OldRows(tables), this::locked);
  }

  /**
   * Opens the same rows again, whether or not this one is closed: what a restarted or another server would see.
   *
   * @return a storage with the same identity and rows
   */
  public InMemoryStorage reopened() {
    return new InMemoryStorage(leaseClock, info, tables, lock);
  }

  @Override
  public GroupResult apply(Group group) {
    return locked(() -> new GroupTransaction(tables, now()).apply(group));
  }

  @Override
  public List<Renewal> renew(List<Lease> leases, Duration leaseFor) {
    return locked(() -> leases.stream().map(lease -> renew(lease, leaseFor)).toList());
  }

  private Renewal renew(Lease lease, Duration leaseFor) {
    Optional<AttemptRow> row = tables.attempt(lease).filter(held -> held.heldBy(lease));
    if (row.isEmpty()) {
      return new Renewal(lease, false, false);
    }
    AttemptRow renewed = row.get().renewed(Precision.micros(now().plus(leaseFor)));
    tables.putAttempt(renewed);
    tables.commit();
    boolean cancelRequested = tables.tasks.get(lease.task()).orElseThrow().state().cancelRequested();
    return new Renewal(renewed.lease(), true, cancelRequested);
  }

  @Override
  public void progress(List<ProgressUpdate> updates) {
    locked(() -> {
      updates.stream()
          .filter(update -> tables.attempt(update.lease()).filter(row -> row.heldBy(update.lease())).isPresent())
          .forEach(this::write);
      tables.commit();
      return updates;
    });
  }

  private void write(ProgressUpdate update) {
    Task task = tables.tasks.get(update.lease().task()).orElseThrow();
    tables.tasks.put(TaskChanges.progressed(task, update.progress()));
  }

  @Override
  public Instant now() {
    return Precision.micros(leaseClock.instant());
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return locked(() -> tables.tasks.get(id));
  }

  @Override
  public Optional<TaskInput> input(TaskId id) {
    return locked(() -> tables.inputs.get(id));
  }

  @Override
  public Optional<TaskResult> result(TaskId id) {
    return locked(() -> tables.results.get(id));
  }

  @Override
  public Optional<Continuation> continuation(TaskId id) {
    return locked(() -> tables.continuations.get(id));
  }

  @Override
  public List<Attempt> attempts(TaskId id) {
    return locked(() -> tables.attemptsOf(id).stream().map(AttemptRow::attempt).toList());
  }

  @Override
  public TaskPage list(TaskFilter filter) {
    return locked(() -> queries.list(filter));
  }

  @Override
  public List<Task> due(Instant now, int limit) {
    return locked(() -> queries.due(now, limit));
  }

  @Override
  public Optional<Instant> nextDue() {
    return locked(queries::nextDue);
  }

  @Override
  public GraphReads graphs() {
    return graphs;
  }

  @Override
  public List<RunningAttempt> running(Optional<String> server) {
    return locked(() -> queries.running(server, now()));
  }

  @Override
  public List<Gate> gates() {
    return locked(tables.gates::all);
  }

  @Override
  public Map<TaskStatus, Long> counts() {
    return locked(tables.tasks::counts);
  }

  @Override
  public EventPage events(EventFilter filter) {
    return locked(() -> tables.events.read(filter));
  }

  @Override
  public Pruning pruning() {
    return pruning;
  }

  @Override
  public ServerRegistry servers() {
    return new LockedServers(new ServerTable(tables, this::now), this::locked);
  }

  @Override
  public Transfer transfer() {
    return new MemoryTransfer(tables, this::locked, this::becomes);
  }

  private void becomes(Optional<UUID> storeId) {
    info = new StorageInfo(
        info.kind(), storeId.orElse(info.storeId()), UUID.randomUUID().toString(), info.schemaVersion(),
        info.capabilities(), info.details());
  }

  @Override
  public StorageInfo info() {
    return info;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> call) {
    lock.lock();
    try {
      if (closed) {
        throw new WorkerException(
            StorageErrors.UNAVAILABLE, "the in-memory storage is closed", "open it again with reopened()");
      }
      return call.get();
    } finally {
      lock.unlock();
    }
  }
}
