package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.storage.ImportProgress;
import dev.claudeworker.spi.storage.RegisteredServer;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskInput;
import dev.claudeworker.spi.task.TaskResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All rows of one store, with the journal that undoes a transaction. */
final class Tables {

  private final Journal journal = new Journal();
  final OrchestrationTable orchestrations = new OrchestrationTable(journal);
  final TaskTable tasks = new TaskTable(journal, orchestrations);
  final EdgeTable edges = new EdgeTable(journal);
  final GateTable gates = new GateTable(journal);
  final KeyTable keys = new KeyTable(journal);
  final Table<TaskId, TaskInput> inputs = new Table<>(journal);
  final Table<TaskId, TaskResult> results = new Table<>(journal);
  final Table<TaskId, Continuation> continuations = new Table<>(journal);
  final Table<AttemptKey, AttemptRow> attempts = new Table<>(journal);

  /** The attempts whose lease is held, so that finding them does not read the history. */
  final Table<AttemptKey, AttemptRow> running = new Table<>(journal);

  /** On which server the last attempt of a task was claimed. */
  final Table<TaskId, String> lastServers = new Table<>(journal);

  /** Since when a task that continues a session is pending, by the lease clock. */
  final Table<TaskId, Instant> pendingSince = new Table<>(journal);

  /** The servers by id; the lease clock tells whether they are alive. */
  final Table<String, RegisteredServer> servers = new Table<>(journal);

  /** How many places the lanes of tasks have, as the last task asked. */
  final Table<String, Integer> laneLimits = new Table<>(journal);

  final EventLog events = new EventLog();

  /** The import that was begun and is not finished. */
  Optional<ImportProgress> unfinishedImport = Optional.empty();

  void putAttempt(AttemptRow row) {
    attempts.put(row.key(), row);
    running.put(row.key(), Optional.of(row).filter(AttemptRow::running));
  }

  Optional<AttemptRow> attempt(Lease lease) {
    return attempts.get(new AttemptKey(lease.task(), lease.attempt()));
  }

  List<AttemptRow> attemptsOf(TaskId task) {
    return attempts.between(new AttemptKey(task, 1), new AttemptKey(task, Integer.MAX_VALUE));
  }

  void commit() {
    journal.commit();
  }

  void rollback() {
    journal.rollback();
    orchestrations.takeTouched();
    tasks.lanes().takeChanged();
    events.rollback();
  }
}
