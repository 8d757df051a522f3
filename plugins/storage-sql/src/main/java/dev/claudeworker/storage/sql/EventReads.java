package dev.claudeworker.storage.sql;

import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.storage.sql.table.Mappers;
import java.util.List;
import java.util.Optional;

/** Reads the event log, never beyond what is durable. */
final class EventReads {

  private final Reader reader;
  private final boolean visibleBeforeDurable;
  private final DurableHead durable;

  EventReads(Reader reader, boolean visibleBeforeDurable, DurableHead durable) {
    this.reader = reader;
    this.visibleBeforeDurable = visibleBeforeDurable;
    this.durable = durable;
  }

  long head(Mappers mappers) {
    return visibleBeforeDurable ? durable.last() : mappers.events().head();
  }

  EventPage read(EventFilter filter) {
    return reader.read(mappers -> {
      long head = head(mappers);
      List<TaskEvent> events = filter.task()
          .map(task -> mappers.events().ofTask(task.value(), filter.after(), head, filter.limit()))
          .orElseGet(() -> mappers.events().after(filter.after(), head, filter.limit()));
      long oldest = Optional.ofNullable(mappers.events().oldest()).orElse(head + 1);
      return new EventPage(events, head, oldest);
    });
  }
}
