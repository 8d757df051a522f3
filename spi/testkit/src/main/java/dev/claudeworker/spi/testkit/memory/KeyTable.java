package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.UnitResult.Applied;
import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
