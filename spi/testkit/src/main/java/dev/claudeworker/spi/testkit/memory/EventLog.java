package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The event log. Drafts get their numbers when their transaction commits, in the order in which they came. */
final class EventLog {

  private final List<TaskEvent> events = new ArrayList<>();
  private final List<Draft> drafts = new ArrayList<>();

  /** So many were removed, all from the beginning. */
  private long removed;

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

  void addAll(List<EventDraft> all, Task subject) {
    all.forEach(event -> add(event, subject));
  }

  List<TaskEvent> commit() {
    int first = events.size();
    drafts.forEach(draft -> events.add(numbered(draft, head() + 1)));
    drafts.clear();
    return List.copyOf(events.subList(first, events.size()));
  }

  void rollback() {
    drafts.clear();
  }

  /** All that are kept. */
  List<TaskEvent> all() {
    return Collections.unmodifiableList(events);
  }

  /** Takes events with their numbers into an empty log. */
  void restore(List<TaskEvent> numbered) {
    if (events.isEmpty() && !numbered.isEmpty()) {
      removed = numbered.getFirst().sequence() - 1;
    }
    events.addAll(numbered);
  }

  /** The next event comes after this number. */
  void raiseHead(long head) {
    if (head > head() && events.isEmpty()) {
      removed = head;
    }
  }

  long head() {
    return removed + events.size();
  }

  /** Removes from the oldest on, up to the first that is not before the moment; answers how many. */
  int removeBefore(Instant moment, int limit) {
    int old = (int) events.stream().limit(limit).takeWhile(event -> event.at().isBefore(moment)).count();
    events.subList(0, old).clear();
    removed += old;
    return old;
  }

  EventPage read(EventFilter filter) {
    int from = Math.clamp(filter.after() - removed, 0, events.size());
    List<TaskEvent> page = events.subList(from, events.size())
        .stream()
        .filter(event -> filter.task().isEmpty() || filter.task().equals(event.task()))
        .limit(filter.limit())
        .toList();
    return new EventPage(page, head(), removed + 1);
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
