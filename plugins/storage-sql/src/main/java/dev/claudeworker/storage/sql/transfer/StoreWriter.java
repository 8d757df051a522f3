package dev.claudeworker.storage.sql.transfer;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.storage.StoreHeads;
import dev.claudeworker.spi.storage.StoredRecord;
import dev.claudeworker.spi.storage.StoredRecord.OfDependency;
import dev.claudeworker.spi.storage.StoredRecord.OfTask;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.storage.sql.group.AccountSet;
import dev.claudeworker.storage.sql.table.AttemptRow;
import dev.claudeworker.storage.sql.table.EdgeRow;
import dev.claudeworker.storage.sql.table.EventRow;
import dev.claudeworker.storage.sql.table.GateMapper.GateRow;
import dev.claudeworker.storage.sql.table.GraphMapper.EdgeEnds;
import dev.claudeworker.storage.sql.table.KeyMapper.KeyRow;
import dev.claudeworker.storage.sql.table.LabelRow;
import dev.claudeworker.storage.sql.table.Mappers;
import dev.claudeworker.storage.sql.table.MovedTaskRow;
import dev.claudeworker.storage.sql.table.OrchestrationRow;
import dev.claudeworker.storage.sql.table.StoredTask;
import dev.claudeworker.storage.sql.table.TextKind;
import dev.claudeworker.storage.sql.table.TextRow;
import dev.claudeworker.storage.sql.table.Texts;
import dev.claudeworker.storage.sql.table.TransferMapper.ProgressRow;
import java.util.List;
import java.util.Optional;

/** Writes records as they stand, in sets: one statement after the other, each with all its rows. */
final class StoreWriter {

  private final Mappers mappers;
  private final Texts texts;
  private final AccountSet accounts;

  StoreWriter(Mappers mappers, Texts texts) {
    this.mappers = mappers;
    this.texts = texts;
    accounts = new AccountSet(mappers.accounts());
  }

  void write(List<StoredRecord> records) {
    // Accounts get their numbers only while nobody else makes tasks.
    mappers.tasks().lockLastNumber();
    for (StoredRecord record : records) {
      if (record instanceof StoredRecord.OfOrchestration(Orchestration row)) {
        mappers.orchestrations().insert(new OrchestrationRow(row));
      }
    }
    writeTasks(records.stream().filter(OfTask.class::isInstance).map(OfTask.class::cast).toList());
    for (StoredRecord record : records) {
      writeOther(record);
    }
    accounts.write();
  }

  private void writeTasks(List<OfTask> tasks) {
    List<StoredTask> rows = tasks.stream().map(this::row).toList();
    for (int at = 0; at < rows.size(); at++) {
      mappers.transfer().insertTask(new MovedTaskRow(rows.get(at), lastServer(tasks.get(at))));
    }
    tasks.forEach(task -> texts(task).forEach(mappers.sides()::insertText));
    tasks.forEach(task -> labels(task.task()));
    tasks.forEach(task -> task.attempts()
        .forEach(attempt -> mappers.attempts()
            .insert(
                new AttemptRow(attempt.attempt(), attempt.incarnation(), attempt.token(), attempt.expires()))));
    rows.stream()
        .filter(row -> row.task().state().progress().isPresent())
        .forEach(row -> mappers.transfer().insertProgress(new ProgressRow(row)));
    rows.forEach(row -> accounts.count(row.accountId(), row.task().status(), 1));
  }

  private static Optional<String> lastServer(OfTask task) {
    return task.attempts().isEmpty()
        ? Optional.empty()
        : Optional.of(task.attempts().getLast().attempt().server());
  }

  private StoredTask row(OfTask record) {
    Task task = record.task();
    return new StoredTask(task, accounts.idOf(task.settings()), record.resumeText().isPresent(),
        task.settings().labels().size(), task.place().dependsOn().size());
  }

  private List<TextRow> texts(OfTask record) {
    long id = record.task().id().value();
    List<TextRow> rows = texts.of(id, record.input());
    record.result().ifPresent(result -> rows.addAll(texts.of(id, result)));
    record.resumeText().ifPresent(text -> rows.addAll(TextRow.parts(id, TextKind.RESUME_TEXT, text)));
    return rows;
  }

  private void labels(Task task) {
    task.settings()
        .labels()
        .forEach((name, value) -> mappers.sides().insertLabel(new LabelRow(task.id().value(), name, value)));
  }

  private void writeOther(StoredRecord record) {
    switch (record) {
      case StoredRecord.OfOrchestration written -> {}
      case OfTask written -> {}
      case OfDependency edge -> write(edge);
      case StoredRecord.OfGate gate -> mappers.gates().insert(new GateRow(gate.gate()));
      case StoredRecord.OfKey key -> mappers.keys()
          .insert(new KeyRow(key.key().project(), key.key().key(), key.key().requestHash(), key.firstTask().value(),
              key.taskCount(), key.created(), key.orchestration()));
      case StoredRecord.OfEvent event -> mappers.events().insert(new EventRow(event.event()));
    }
  }

  private void write(OfDependency edge) {
    mappers.sides()
        .insertEdge(new EdgeRow(edge.upstream().value(), edge.downstream().value(), edge.on(), edge.ifBroken(),
            Optional.of(edge.created()), TaskStatus.WAITING));
    EdgeEnds ends = new EdgeEnds(edge.upstream(), edge.downstream());
    if (ends.isBackward()) {
      mappers.graphs().insertBackward(ends);
    }
  }

  /** Works out what no record says. */
  void finish(StoreHeads heads) {
    mappers.transfer().raiseTaskHead(heads.task());
    mappers.transfer().raiseOrchestrationHead(heads.orchestration());
    mappers.transfer().raiseEventHead(heads.event());
    mappers.transfer().deleteLanes();
    mappers.transfer().makeLanes();
    mappers.transfer().makeOrchestrationLanes();
  }
}
