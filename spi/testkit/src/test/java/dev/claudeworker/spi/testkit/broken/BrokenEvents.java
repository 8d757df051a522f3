package dev.claudeworker.spi.testkit.broken;

import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.storage.Unit.Finish;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Event logs with gaps, in the wrong order, or incomplete. */
final class BrokenEvents {

  private BrokenEvents() {}

  static List<BrokenStorage> all() {
    return List.of(
        broken("loses an event number", BrokenEvents::losesNumbers, "aReaderContinuesAfterAnyNumber"),
        broken("loses an event number", BrokenEvents::losesNumbers, "numbersHaveNoGapsUnderConcurrentWriters"),
        broken("numbers before the commit", BrokenEvents::numbersBeforeCommit,
            "numbersHaveNoGapsUnderConcurrentWriters"),
        broken("shows a head that cannot be read yet", BrokenEvents::runsAhead, "anAnsweredGroupCanBeRead"),
        broken("forgets the event of an end", BrokenEvents::forgetsEnds, "everyStateChangeHasItsEvent"),
        broken("answers without the events", BrokenEvents::answersNone, "theAnswerOfAGroupCarriesItsEvents"),
        broken("filters after the limit", BrokenEvents::filtersLate, "eventsOfOneTaskAreFoundAmongMany"),
        broken("shows the head of the filtered events", BrokenEvents::filteredHead, "eventsOfOneTaskAreFoundAmongMany"),
        broken("forgets the attempt", BrokenEvents::forgetsAttempts, "anEventComesBackAsItWasDrafted"),
        new BrokenStorage("tells effects before causes", BrokenEvents::reverses, "Orchestrations",
            "eventsOfCausesComeBeforeThoseOfEffects"));
  }

  private static BrokenStorage broken(String name, UnaryOperator<Storage> wrap, String test) {
    return new BrokenStorage(name, wrap, "Events", test);
  }

  private static Storage losesNumbers(Storage storage) {
    return log(storage, event -> event.sequence() < 3 ? event : numbered(event, event.sequence() + 1));
  }

  private static Storage forgetsAttempts(Storage storage) {
    return log(storage, event -> new TaskEvent(
        event.sequence(),
        event.type(),
        event.typeVersion(),
        event.project(),
        event.actor(),
        event.task(),
        Optional.empty(),
        event.orchestration(),
        event.correlationId(),
        event.at(),
        event.data()));
  }

  private static Storage log(Storage storage, UnaryOperator<TaskEvent> change) {
    return pages(storage, (page, filter) -> new EventPage(
        page.events().stream().map(change).toList(), page.head(), page.oldest()));
  }

  private static TaskEvent numbered(TaskEvent event, long number) {
    return new TaskEvent(
        number,
        event.type(),
        event.typeVersion(),
        event.project(),
        event.actor(),
        event.task(),
        event.attempt(),
        event.orchestration(),
        event.correlationId(),
        event.at(),
        event.data());
  }

  /** As with a sequence: a number can be read a moment before a smaller one. */
  private static Storage numbersBeforeCommit(Storage storage) {
    AtomicInteger reads = new AtomicInteger();
    return pages(storage, (page, filter) -> {
      List<TaskEvent> events = new ArrayList<>(page.events());
      if (events.size() > 1 && reads.incrementAndGet() % 2 == 1) {
        events.remove(events.size() - 2);
      }
      return new EventPage(events, page.head(), page.oldest());
    });
  }

  private static Storage runsAhead(Storage storage) {
    return pages(storage, (page, filter) -> new EventPage(page.events(), page.head() + 1, page.oldest()));
  }

  private static Storage filteredHead(Storage storage) {
    return pages(storage, (page, filter) -> filter.task().isEmpty() || page.events().isEmpty()
        ? page
        : new EventPage(page.events(), page.events().get(page.events().size() - 1).sequence(), page.oldest()));
  }

  private static Storage filtersLate(Storage storage) {
    return pages(storage, (page, filter) -> {
      EventPage all = storage.events(new EventFilter(filter.after(), Optional.empty(), filter.limit()));
      List<TaskEvent> events = all.events()
          .stream()
          .filter(event -> filter.task().isEmpty() || filter.task().equals(event.task()))
          .toList();
      return new EventPage(events, all.head(), all.oldest());
    });
  }

  private interface PageChange {
    EventPage change(EventPage page, EventFilter filter);
  }

  private static Storage pages(Storage storage, PageChange change) {
    return new ForwardingStorage(storage) {
      @Override
      public EventPage events(EventFilter filter) {
        return change.change(super.events(filter), filter);
      }
    };
  }

  private static Storage answersNone(Storage storage) {
    return ChangedGroups.answers(
        storage, result -> new GroupResult(result.results(), result.claimed(), List.of()));
  }

  private static Storage reverses(Storage storage) {
    return ChangedGroups.answers(storage, result -> {
      List<TaskEvent> reversed = new ArrayList<>(result.events());
      Collections.reverse(reversed);
      return new GroupResult(result.results(), result.claimed(), reversed);
    });
  }

  private static Storage forgetsEnds(Storage storage) {
    return ChangedGroups.units(
        storage,
        Finish.class,
        finish -> new Finish(finish.lease(), finish.end(), silent(finish.move()), finish.gates()));
  }

  private static TaskMove silent(TaskMove move) {
    return new TaskMove(
        move.task(),
        move.from(),
        move.to(),
        move.waitReason(),
        move.due(),
        move.claimOrder(),
        move.counters(),
        move.continuation(),
        move.failure(),
        move.result(),
        move.skippedBecauseOf(),
        move.at(),
        List.of());
  }
}
