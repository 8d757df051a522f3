package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.SubmissionTarget;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.storage.sql.table.IdChunks;
import dev.claudeworker.storage.sql.table.KeyMapper.KeyRow;
import dev.claudeworker.storage.sql.table.Mappers;
import dev.claudeworker.storage.sql.table.OrchestrationMapper.NamedTask;
import dev.claudeworker.storage.sql.table.TaskMapper.KnownUuid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What has been submitted before: by uuid, idempotency key and identifier, in the store and earlier in this group. */
final class Submissions {

  private final Mappers mappers;
  private final OrchestrationSet orchestrations;
  private final Map<UUID, KnownUuid> uuids = new HashMap<>();
  private final Map<String, KeyRow> keys = new HashMap<>();
  private final Map<OrchestrationId, List<TaskId>> created = new HashMap<>();
  private final Map<OrchestrationId, Set<String>> identifiers = new HashMap<>();

  Submissions(Mappers mappers, OrchestrationSet orchestrations) {
    this.mappers = mappers;
    this.orchestrations = orchestrations;
  }

  void load(List<Unit.Submit> submits) {
    if (submits.isEmpty()) {
      return;
    }
    UUID[] all = submits.stream().flatMap(submit -> submit.tasks().stream()).map(NewTask::uuid).toArray(UUID[]::new);
    IdChunks.read(all, mappers.tasks()::known).forEach(known -> uuids.put(known.uuid(), known));
    List<UUID> graphs = new ArrayList<>();
    for (Unit.Submit submit : submits) {
      submit.key().ifPresent(this::load);
      submit.into().ifPresent(into -> load(into, submit.tasks(), graphs));
    }
    orchestrations.loadKnown(graphs);
  }

  private void load(IdempotencyKey key) {
    Optional.ofNullable(mappers.keys().find(key.project(), key.key())).ifPresent(this::remember);
  }

  private void load(SubmissionTarget into, List<NewTask> tasks, List<UUID> graphs) {
    switch (into) {
      case SubmissionTarget.NewOrchestration orchestration -> graphs.add(orchestration.uuid());
      case SubmissionTarget.Existing existing -> {
        String[] names = tasks.stream().flatMap(task -> task.identifier().stream()).toArray(String[]::new);
        OrchestrationId id = existing.orchestration();
        IdChunks.read(names, part -> mappers.orchestrations().named(id.value(), part))
            .stream()
            .map(NamedTask::identifier)
            .forEach(name -> take(id, name));
      }
    }
  }

  private void take(OrchestrationId id, String identifier) {
    identifiers.computeIfAbsent(id, key -> new HashSet<>()).add(identifier);
  }

  Optional<KnownUuid> find(UUID uuid) {
    return Optional.ofNullable(uuids.get(uuid));
  }

  Optional<KeyRow> find(IdempotencyKey key) {
    return Optional.ofNullable(keys.get(name(key.project(), key.key())));
  }

  boolean isTaken(SubmissionTarget into, String identifier) {
    return into instanceof SubmissionTarget.Existing existing
        && identifiers.getOrDefault(existing.orchestration(), Set.of()).contains(identifier);
  }

  /** The first tasks of an orchestration that was submitted before. */
  List<TaskId> firstTasks(OrchestrationId id, int count) {
    return Optional.ofNullable(created.get(id))
        .orElseGet(() -> mappers.orchestrations().firstTasks(id.value(), count).stream().map(TaskId::new).toList());
  }

  void remember(List<NewTask> tasks, List<TaskId> ids, Optional<OrchestrationId> orchestration) {
    for (int index = 0; index < ids.size(); index++) {
      UUID uuid = tasks.get(index).uuid();
      uuids.put(uuid, new KnownUuid(ids.get(index), uuid, orchestration));
    }
    orchestration.ifPresent(id -> {
      created.putIfAbsent(id, ids);
      tasks.forEach(task -> task.identifier().ifPresent(name -> take(id, name)));
    });
  }

  void remember(KeyRow row) {
    keys.put(name(row.project(), row.key()), row);
  }

  private static String name(String project, String key) {
    return project + "\n" + key;
  }
}
