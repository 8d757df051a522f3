package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.StoredRecord;
import dev.claudeworker.spi.storage.UnitResult.Applied;
import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** The idempotency keys with the tasks that were submitted under them. */
final class KeyTable {

  private final Table<ProjectKey, Submission> rows;

  /** What was submitted under a key. */
  record Submission(
      String requestHash, List<TaskId> tasks, Optional<OrchestrationId> orchestration, Instant created) {}

  private record ProjectKey(String project, String key) implements Comparable<ProjectKey> {

    private static final Comparator<ProjectKey> ORDER =
        Comparator.comparing(ProjectKey::project).thenComparing(ProjectKey::key);

    @Override
    public int compareTo(ProjectKey other) {
      return ORDER.compare(this, other);
    }
  }

  KeyTable(Journal journal) {
    rows = new Table<>(journal);
  }

  Optional<Submission> find(IdempotencyKey key) {
    return rows.get(new ProjectKey(key.project(), key.key()));
  }

  void remember(IdempotencyKey key, Applied submitted, Instant created) {
    rows.put(
        new ProjectKey(key.project(), key.key()),
        new Submission(key.requestHash(), submitted.tasks(), submitted.orchestration(), created));
  }

  /** All of them as they are moved. */
  List<StoredRecord.OfKey> all() {
    return rows.entries().stream().map(row -> stored(row.getKey(), row.getValue())).toList();
  }

  private static StoredRecord.OfKey stored(ProjectKey key, Submission submission) {
    return new StoredRecord.OfKey(
        new IdempotencyKey(key.project(), key.key(), submission.requestHash()),
        submission.tasks().getFirst(),
        submission.tasks().size(),
        submission.created(),
        submission.orchestration());
  }

  void put(StoredRecord.OfKey row) {
    long first = row.firstTask().value();
    List<TaskId> tasks = LongStream.range(first, first + row.taskCount()).mapToObj(TaskId::new).toList();
    rows.put(
        new ProjectKey(row.key().project(), row.key().key()),
        new Submission(row.key().requestHash(), tasks, row.orchestration(), row.created()));
  }

  /** Removes those that were first used before a moment; answers how many. */
  int removeBefore(Instant moment, int limit) {
    List<ProjectKey> old = rows.entries()
        .stream()
        .filter(row -> row.getValue().created().isBefore(moment))
        .sorted(Comparator.comparing(row -> row.getValue().created()))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
    old.forEach(rows::remove);
    return old.size();
  }
}
