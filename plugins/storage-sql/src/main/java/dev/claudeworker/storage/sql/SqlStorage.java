package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.JsonCodec;
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
import dev.claudeworker.storage.sql.schema.StoreIdentity;
import dev.claudeworker.storage.sql.table.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/** A storage on an SQL database whose schema is up to date. */
public final class SqlStorage implements Storage {

  private final SqlBackend backend;
  /** Changes when a store is imported. */
  private volatile StoreIdentity identity;

  private final Reader reader;
  private final Writer writer;

  /** Where a database allows it, leases are renewed although a large group is being written meanwhile. */
  private final Writer leaseWriter;

  private final GroupCommit groups;
  private final Leases leases;
  private final TaskReads tasks;
  private final GraphReads graphs;
  private final EventReads events;
  private final Pruning pruning;
  private final ServerRegistry servers;
  private final Transfer transfer;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Opens the storage.
   *
   * @param backend the database; closed with the storage
   * @param identity the identity of the store, as the schema was found
   * @param json the runtime's codec
   */
  public SqlStorage(SqlBackend backend, StoreIdentity identity, JsonCodec json) {
    this.backend = backend;
    this.identity = identity;
    Sessions sessions = new Sessions(backend.readers(), backend.dialect(), json);
    Texts texts = new Texts(json);
    reader = new Reader(backend, sessions);
    writer = new Writer(backend, sessions);
    leaseWriter = backend.dialect().severalWriters() ? new Writer(backend, sessions) : writer;
    DurableHead head = new DurableHead(reader.read(mappers -> mappers.events().head()));
    events = new EventReads(reader, backend.visibleBeforeDurable(), head);
    VisibleTasks visible = new VisibleTasks();
    GraphLoading loading = new GraphLoading(backend, reader, writer, visible);
    loading.removeLeftovers();
    tasks = new TaskReads(reader, texts, events, visible);
    graphs = new SqlGraphReads(reader, events, visible);
    groups = new GroupCommit(backend, writer, texts, head, loading);
    leases = new Leases(backend, leaseWriter, writer);
    pruning = new OldRows(reader, writer);
    servers = new SqlServers(backend, reader, leaseWriter);
    transfer = new SqlTransfer(backend, sessions, reader, writer, texts, head, new Imported());
  }

  @Override
  public GroupResult apply(Group group) {
    return groups.apply(group);
  }

  @Override
  public List<Renewal> renew(List<Lease> held, Duration leaseFor) {
    return leases.renew(held, leaseFor);
  }

  @Override
  public void progress(List<ProgressUpdate> updates) {
    leases.progress(updates);
  }

  @Override
  public Instant now() {
    return backend.now().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return tasks.find(id);
  }

  @Override
  public List<Task> find(List<TaskId> ids) {
    return tasks.find(ids);
  }

  @Override
  public Optional<TaskInput> input(TaskId id) {
    return tasks.input(id);
  }

  @Override
  public Optional<Continuation> continuation(TaskId id) {
    return tasks.continuation(id);
  }

  @Override
  public Optional<TaskResult> result(TaskId id) {
    return tasks.result(id);
  }

  @Override
  public List<Attempt> attempts(TaskId id) {
    return tasks.attempts(id);
  }

  @Override
  public TaskPage list(TaskFilter filter) {
    return tasks.list(filter);
  }

  @Override
  public List<Task> due(Instant now, int limit) {
    return tasks.due(now, limit);
  }

  @Override
  public Optional<Instant> nextDue() {
    return tasks.nextDue();
  }

  @Override
  public GraphReads graphs() {
    return graphs;
  }

  @Override
  public List<RunningAttempt> running(Optional<String> server) {
    return tasks.running(server, now());
  }

  @Override
  public List<Gate> gates() {
    return reader.read(mappers -> mappers.gates().all());
  }

  @Override
  public Map<TaskStatus, Long> counts() {
    return tasks.counts();
  }

  @Override
  public EventPage events(EventFilter filter) {
    return events.read(filter);
  }

  @Override
  public void onCommit(LongConsumer changed) {
    backend.onCommit(changed);
  }

  @Override
  public Pruning pruning() {
    return pruning;
  }

  @Override
  public ServerRegistry servers() {
    return servers;
  }

  @Override
  public Transfer transfer() {
    return transfer;
  }

  private final class Imported implements SqlTransfer.Identity {

    @Override
    public UUID storeId() {
      return identity.storeId();
    }

    @Override
    public void become(UUID storeId, String epoch) {
      identity = new StoreIdentity(storeId, epoch, identity.schemaVersion(), identity.minServerVersion());
    }
  }

  @Override
  public StorageInfo info() {
    return new StorageInfo(
        backend.kind(),
        identity.storeId(),
        identity.epoch(),
        Integer.toString(identity.schemaVersion()),
        backend.capabilities(),
        backend.details());
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      writer.close();
      leaseWriter.close();
      reader.close();
      backend.close();
    }
  }
}
