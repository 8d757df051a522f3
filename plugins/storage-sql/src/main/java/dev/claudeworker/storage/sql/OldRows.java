package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.Pruning;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.storage.sql.table.EventMapper;
import dev.claudeworker.storage.sql.table.TaskMapper.Moment;
import java.time.Instant;
import java.util.List;

/** Finds and removes what is too old. Removals are not synced: after a crash they are simply done again. */
final class OldRows implements Pruning {

  private final Reader reader;
  private final Writer writer;

  OldRows(Reader reader, Writer writer) {
    this.reader = reader;
    this.writer = writer;
  }

  @Override
  public List<TaskId> endedBefore(Instant moment, int limit) {
    return reader.read(mappers -> mappers.tasks().endedBefore(moment, limit)).stream().map(TaskId::new).toList();
  }

  @Override
  public List<OrchestrationId> emptyOrchestrations(Instant moment, int limit) {
    return reader.read(mappers -> mappers.orchestrations().empty(moment, limit))
        .stream()
        .map(OrchestrationId::new)
        .toList();
  }

  /** The times are read first: a long delete that looks for them itself would keep everybody else from writing. */
  @Override
  public int removeEvents(Instant before, int limit) {
    List<EventMapper.Age> old = reader.read(mappers -> mappers.events().oldestWithTimes(limit))
        .stream()
        .takeWhile(event -> event.at().isBefore(before))
        .toList();
    if (!old.isEmpty()) {
      writer.commit(open -> {
        open.mappers().events().removeUpTo(old.getLast().number());
        return old;
      });
    }
    return old.size();
  }

  @Override
  public int removeKeys(Instant before, int limit) {
    List<Moment> old = reader.read(mappers -> mappers.keys().oldest(before, limit));
    if (!old.isEmpty()) {
      writer.commit(open -> {
        open.mappers().keys().removeUpTo(old.getLast().at());
        return old;
      });
    }
    return old.size();
  }
}
