package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.TaskCounts;
import dev.claudeworker.spi.storage.StoredRecord;
import dev.claudeworker.spi.storage.StoredRecord.StoredAttempt;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All rows as they are moved, and back. */
final class StoredRows {

  private StoredRows() {}

  static List<StoredRecord> of(Tables tables) {
    List<StoredRecord> records = new ArrayList<>();
    tables.orchestrations.all().forEach(row -> records.add(new StoredRecord.OfOrchestration(row)));
    tables.tasks.all().forEach(task -> records.add(task(tables, task)));
    tables.edges.all()
        .forEach(edge -> records.add(new StoredRecord.OfDependency(
            edge.upstream(), edge.downstream(), edge.on(), edge.ifBroken(), edge.created())));
    tables.gates.all().forEach(gate -> records.add(new StoredRecord.OfGate(gate)));
    records.addAll(tables.keys.all());
    tables.events.all().forEach(event -> records.add(new StoredRecord.OfEvent(event)));
    return List.copyOf(records);
  }

  private static StoredRecord task(Tables tables, Task task) {
    return new StoredRecord.OfTask(
        task,
        tables.inputs.get(task.id()).orElseThrow(),
        tables.results.get(task.id()),
        tables.continuations.get(task.id()).flatMap(Continuation::text),
        tables.attemptsOf(task.id()).stream().map(StoredRows::attempt).toList());
  }

  private static StoredAttempt attempt(AttemptRow row) {
    return new StoredAttempt(
        row.attempt(), row.incarnation(), row.token(), Optional.of(row.expires()).filter(at -> row.running()));
  }

  static void put(Tables tables, List<StoredRecord> records) {
    records.forEach(record -> put(tables, record));
  }

  private static void put(Tables tables, StoredRecord record) {
    switch (record) {
      case StoredRecord.OfOrchestration(Orchestration row) -> {
        requireNew(tables.orchestrations.get(row.id()), record);
        tables.orchestrations.put(withoutTasks(row));
      }
      case StoredRecord.OfTask task -> put(tables, task);
      case StoredRecord.OfDependency edge -> tables.edges.add(new EdgeTable.Edge(
          edge.upstream(), edge.downstream(), edge.on(), edge.ifBroken(), edge.created()));
      case StoredRecord.OfGate gate -> tables.gates.put(gate.gate());
      case StoredRecord.OfKey key -> tables.keys.put(key);
      case StoredRecord.OfEvent event -> tables.events.restore(List.of(event.event()));
    }
  }

  /** Its tasks are counted when they come. */
  private static Orchestration withoutTasks(Orchestration row) {
    return new Orchestration(row.id(), row.uuid(), row.version(), row.project(), row.name(), row.settings(),
        row.status(), TaskCounts.NONE, row.times(), row.origin());
  }

  private static void put(Tables tables, StoredRecord.OfTask stored) {
    Task task = stored.task();
    requireNew(tables.tasks.get(task.id()), stored);
    tables.tasks.put(task);
    tables.inputs.put(task.id(), stored.input());
    tables.results.put(task.id(), stored.result());
    task.state()
        .resumeReference()
        .ifPresent(reference -> tables.continuations
            .put(task.id(), new Continuation(reference, stored.resumeText())));
    task.settings().lane().ifPresent(lane -> tables.laneLimits.put(lane.key(), lane.limit()));
    if (!stored.attempts().isEmpty()) {
      tables.lastServers.put(task.id(), stored.attempts().getLast().attempt().server());
    }
    stored.attempts()
        .forEach(attempt -> tables.putAttempt(new AttemptRow(
            attempt.attempt(), attempt.incarnation(), attempt.token(),
            attempt.expires().or(attempt.attempt()::ended).orElseThrow())));
  }

  private static void requireNew(Optional<?> before, StoredRecord record) {
    if (before.isPresent()) {
      throw new IllegalStateException("this " + record.kind() + " is there already: " + before.get());
    }
  }
}
