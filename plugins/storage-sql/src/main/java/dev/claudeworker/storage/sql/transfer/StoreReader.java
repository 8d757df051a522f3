package dev.claudeworker.storage.sql.transfer;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.StoredRecord;
import dev.claudeworker.spi.storage.StoredRecord.StoredAttempt;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.storage.sql.table.AttemptRow;
import dev.claudeworker.storage.sql.table.EdgeRow;
import dev.claudeworker.storage.sql.table.KeyMapper.KeyRow;
import dev.claudeworker.storage.sql.table.Mappers;
import dev.claudeworker.storage.sql.table.StoredTask;
import dev.claudeworker.storage.sql.table.TaskLoader;
import dev.claudeworker.storage.sql.table.TextKind;
import dev.claudeworker.storage.sql.table.Texts;
import dev.claudeworker.storage.sql.table.TransferMapper.TextSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a whole store, a page at a time. */
final class StoreReader {

  private static final int PAGE = 200;

  /** So many characters of heavy texts are read at once, or those of one task. */
  private static final long MOST_CHARACTERS = 2_000_000;

  private final Mappers mappers;
  private final Texts texts;
  private final Consumer<StoredRecord> records;

  /** The first task that is not there yet. */
  private final long end;

  StoreReader(Mappers mappers, Texts texts, Consumer<StoredRecord> records) {
    this.mappers = mappers;
    this.texts = texts;
    this.records = records;
    end = Optional.ofNullable(mappers.loading().first()).orElse(Long.MAX_VALUE);
  }

  void readAll() {
    orchestrations();
    tasks();
    dependencies();
    mappers.gates().all().forEach(gate -> records.accept(new StoredRecord.OfGate(gate)));
    keys();
    events();
  }

  private void orchestrations() {
    long last = 0;
    for (List<Orchestration> page = mappers.transfer().orchestrations(last, PAGE); !page.isEmpty();
        page = mappers.transfer().orchestrations(last, PAGE)) {
      page.forEach(row -> records.accept(new StoredRecord.OfOrchestration(row)));
      last = page.getLast().id().value();
    }
  }

  private void tasks() {
    long last = 0;
    for (List<StoredTask> page = mappers.transfer().tasks(last, end, PAGE); !page.isEmpty();
        page = mappers.transfer().tasks(last, end, PAGE)) {
      tasks(new TaskLoader(mappers.sides()).complete(page));
      last = page.getLast().task().id().value();
    }
  }

  private void tasks(List<StoredTask> page) {
    Map<Long, Long> sizes = new HashMap<>();
    for (TextSize size : mappers.transfer().textSizes(ids(page))) {
      sizes.put(size.task(), size.characters());
    }
    List<StoredTask> part = new ArrayList<>();
    long characters = 0;
    for (StoredTask row : page) {
      long size = sizes.getOrDefault(row.task().id().value(), 0L);
      if (!part.isEmpty() && characters + size > MOST_CHARACTERS) {
        part(part);
        part.clear();
        characters = 0;
      }
      part.add(row);
      characters += size;
    }
    part(part);
  }

  private void part(List<StoredTask> part) {
    Map<TaskId, Map<TextKind, String>> found = Texts.join(mappers.transfer().texts(ids(part)));
    Map<Long, List<StoredAttempt>> attempts = new HashMap<>();
    for (AttemptRow row : mappers.transfer().attempts(ids(part))) {
      attempts.computeIfAbsent(row.task(), id -> new ArrayList<>())
          .add(new StoredAttempt(row.attempt(), row.incarnation(), row.token(), row.expires()));
    }
    for (StoredTask row : part) {
      Task task = row.task();
      Map<TextKind, String> own = found.getOrDefault(task.id(), Map.of());
      records.accept(new StoredRecord.OfTask(
          task,
          texts.input(task, own),
          task.state().result().map(summary -> texts.result(summary, own)),
          Optional.ofNullable(own.get(TextKind.RESUME_TEXT)),
          attempts.getOrDefault(task.id().value(), List.of())));
    }
  }

  private static long[] ids(List<StoredTask> rows) {
    return rows.stream().mapToLong(row -> row.task().id().value()).toArray();
  }

  private void dependencies() {
    long last = 0;
    for (List<Long> page = mappers.transfer().downstreams(last, end, PAGE); !page.isEmpty();
        page = mappers.transfer().downstreams(last, end, PAGE)) {
      mappers.transfer()
          .edges(page.stream().mapToLong(Long::longValue).toArray())
          .forEach(edge -> records.accept(dependency(edge)));
      last = page.getLast();
    }
  }

  private static StoredRecord dependency(EdgeRow edge) {
    return new StoredRecord.OfDependency(
        new TaskId(edge.upstream()), new TaskId(edge.downstream()), edge.on(), edge.ifBroken(),
        edge.created().orElseThrow());
  }

  private void keys() {
    String project = "";
    String key = "";
    for (List<KeyRow> page = mappers.transfer().keys(project, key, PAGE); !page.isEmpty();
        page = mappers.transfer().keys(project, key, PAGE)) {
      page.forEach(row -> records.accept(key(row)));
      project = page.getLast().project();
      key = page.getLast().key();
    }
  }

  private static StoredRecord key(KeyRow row) {
    return new StoredRecord.OfKey(
        new IdempotencyKey(row.project(), row.key(), row.requestHash()), new TaskId(row.firstTask()), row.taskCount(),
        row.createdAt(), row.orchestration());
  }

  /** Also those of an import that is not finished, which are beyond the head. */
  private void events() {
    long last = 0;
    for (List<TaskEvent> page = mappers.events().after(last, Long.MAX_VALUE, PAGE); !page.isEmpty();
        page = mappers.events().after(last, Long.MAX_VALUE, PAGE)) {
      page.forEach(event -> records.accept(new StoredRecord.OfEvent(event)));
      last = page.getLast().sequence();
    }
  }
}
