package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.storage.sql.table.KeyMapper.KeyRow;
import dev.claudeworker.storage.sql.table.Mappers;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What has been submitted before: by uuid and by idempotency key, in the store and earlier in this group. */
final class Submissions {

  private final Mappers mappers;
  private final Map<UUID, TaskId> uuids = new HashMap<>();
  private final Map<String, KeyRow> keys = new HashMap<>();

  Submissions(Mappers mappers) {
    this.mappers = mappers;
  }

  void load(Collection<NewTask> tasks, Collection<IdempotencyKey> wanted) {
    if (!tasks.isEmpty()) {
      UUID[] all = tasks.stream().map(NewTask::uuid).toArray(UUID[]::new);
      mappers.tasks().known(all).forEach(known -> uuids.put(known.uuid(), known.id()));
    }
    for (IdempotencyKey key : wanted) {
      Optional.ofNullable(mappers.keys().find(key.project(), key.key())).ifPresent(this::remember);
    }
  }

  Optional<TaskId> find(UUID uuid) {
    return Optional.ofNullable(uuids.get(uuid));
  }

  Optional<KeyRow> find(IdempotencyKey key) {
    return Optional.ofNullable(keys.get(name(key.project(), key.key())));
  }

  void remember(List<NewTask> tasks, List<TaskId> ids) {
    for (int index = 0; index < ids.size(); index++) {
      uuids.put(tasks.get(index).uuid(), ids.get(index));
    }
  }

  void remember(KeyRow row) {
    keys.put(name(row.project(), row.key()), row);
  }

  private static String name(String project, String key) {
    return project + "\n" + key;
  }
}
