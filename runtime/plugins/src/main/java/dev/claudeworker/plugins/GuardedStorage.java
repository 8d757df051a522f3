package dev.claudeworker.plugins;

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

/** A plugin's storage behind its guard. */
record GuardedStorage(Storage storage, PluginGuard guard) implements Storage {

  @Override
  public GroupResult apply(Group group) {
    return guard.call("to apply a group", () -> storage.apply(group));
  }

  @Override
  public List<Renewal> renew(List<Lease> leases, Duration leaseFor) {
    return guard.call("to renew leases", () -> storage.renew(leases, leaseFor));
  }

  @Override
  public void progress(List<ProgressUpdate> updates) {
    guard.run("to store progress", () -> storage.progress(updates));
  }

  @Override
  public Instant now() {
    return guard.call("for the time", storage::now);
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return guard.call("for a task", () -> storage.find(id));
  }

  @Override
  public List<Task> find(List<TaskId> ids) {
    return guard.call("for tasks", () -> storage.find(ids));
  }

  @Override
  public Optional<TaskInput> input(TaskId id) {
    return guard.call("for the input of a task", () -> storage.input(id));
  }

  @Override
  public Optional<Continuation> continuation(TaskId id) {
    return guard.call("for what a task continues", () -> storage.continuation(id));
  }

  @Override
  public Optional<TaskResult> result(TaskId id) {
    return guard.call("for the result of a task", () -> storage.result(id));
  }

  @Override
  public List<Attempt> attempts(TaskId id) {
    return guard.call("for the attempts of a task", () -> storage.attempts(id));
  }

  @Override
  public TaskPage list(TaskFilter filter) {
    return guard.call("to list tasks", () -> storage.list(filter));
  }

  @Override
  public List<Task> due(Instant now, int limit) {
    return guard.call("for due tasks", () -> storage.due(now, limit));
  }

  @Override
  public Optional<Instant> nextDue() {
    return guard.call("for the next due time", storage::nextDue);
  }

  @Override
  public GraphReads graphs() {
    return new GuardedGraphReads(guard.call("for its graph reads", storage::graphs), guard);
  }

  @Override
  public void onCommit(LongConsumer changed) {
    guard.run("to tell of commits", () -> storage.onCommit(changed));
  }

  @Override
  public Pruning pruning() {
    return new GuardedPruning(guard.call("for its pruning", storage::pruning), guard);
  }

  @Override
  public Transfer transfer() {
    return new GuardedTransfer(guard.call("for its transfer", storage::transfer), guard);
  }

  @Override
  public ServerRegistry servers() {
    return new GuardedServers(guard.call("for its servers", storage::servers), guard);
  }

  @Override
  public List<RunningAttempt> running(Optional<String> server) {
    return guard.call("for running attempts", () -> storage.running(server));
  }

  @Override
  public List<Gate> gates() {
    return guard.call("for closed gates", storage::gates);
  }

  @Override
  public Map<TaskStatus, Long> counts() {
    return guard.call("to count tasks", storage::counts);
  }

  @Override
  public EventPage events(EventFilter filter) {
    return guard.call("for events", () -> storage.events(filter));
  }

  @Override
  public StorageInfo info() {
    return guard.call("for facts about its storage", storage::info);
  }

  @Override
  public void close() {
    guard.run("to close its storage", storage::close);
  }
}
