package dev.claudeworker.storage.sql.group;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.storage.sql.table.EventMapper;
import dev.claudeworker.storage.sql.table.EventRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The events of one transaction, in the order in which they came. They get their numbers as the last thing before the commit. */
final class EventBlock {

  /** So many rows are collected before they are sent. */
  private static final int MOST_COLLECTED = 500;

  private final List<Draft> drafts = new ArrayList<>();

  private record Draft(EventDraft event, Optional<TaskId> task, Optional<OrchestrationId> orchestration) {}

  void add(EventDraft event, Task subject) {
    drafts.add(new Draft(event, Optional.of(subject.id()), subject.place().orchestration()));
  }

  void add(EventDraft event) {
    drafts.add(new Draft(event, Optional.empty(), Optional.empty()));
  }

  void add(EventDraft event, OrchestrationId subject) {
    drafts.add(new Draft(event, Optional.empty(), Optional.of(subject)));
  }

  void add(EventDraft event, TaskId subject, OrchestrationId orchestration) {
    drafts.add(new Draft(event, Optional.of(subject), Optional.of(orchestration)));
  }

  void addAll(List<EventDraft> events, Task subject) {
    events.forEach(event -> add(event, subject));
  }

  /** Takes a block of numbers and writes the events. */
  List<TaskEvent> write(EventMapper mapper, Runnable flush) {
    if (drafts.isEmpty()) {
      return List.of();
    }
    mapper.takeNumbers(drafts.size());
    long first = mapper.takenHead() - drafts.size() + 1;
    List<TaskEvent> events = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      TaskEvent event = numbered(draft, first + events.size());
      mapper.insert(new EventRow(event));
      events.add(event);
      if (events.size() % MOST_COLLECTED == 0) {
        flush.run();
      }
    }
    return events;
  }

  private static TaskEvent numbered(Draft draft, long number) {
    EventDraft event = draft.event();
    return new TaskEvent(
        number,
        event.type(),
        event.typeVersion(),
        event.project(),
        event.actor(),
        draft.task(),
        event.attempt(),
        draft.orchestration(),
        event.correlationId(),
        Precision.micros(event.at()),
        event.data());
  }
}
