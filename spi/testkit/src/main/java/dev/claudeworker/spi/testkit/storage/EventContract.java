package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The event log: complete, numbered without gaps in the order of commits. */
public abstract class EventContract extends StorageConcern {

  private static final int WRITERS = 4;
  private static final int GROUPS = 40;

  /** For subclasses. */
  protected EventContract() {}

  @Test
  final void anEmptyLogHasHeadZero() {
    EventPage page = page(0, 10);

    assertThat(page.events()).isEmpty();
    assertThat(page.head()).isZero();
    assertThat(page.oldest()).isEqualTo(1);
  }

  @Test
  final void anEventComesBackAsItWasDrafted() {
    JsonObject data = JsonObject.EMPTY.with("words", "\uD83D\uDE80 'quoted'").with("number", Long.MIN_VALUE);
    EventDraft draft = new EventDraft(
        "a.plugins_own_type",
        3,
        "default",
        "user:\uD83D\uDE80",
        Optional.of(7),
        "correlation-1",
        SettableClock.START.plusNanos(1_000),
        data);

    TaskId id = store().submit(aTask().event(draft));

    assertThat(store().events())
        .containsExactly(
            new TaskEvent(
                1,
                draft.type(),
                3,
                "default",
                draft.actor(),
                Optional.of(id),
                Optional.of(7),
                Optional.empty(),
                "correlation-1",
                draft.at(),
                data));
  }

  @Test
  final void theAnswerOfAGroupCarriesItsEvents() {
    store().submit();
    GroupResult result = store()
        .apply(Groups.claiming(Claims.by(SERVER).limit(9), Groups.submit(NewTasks.tasks(3))));

    assertThat(result.events()).hasSize(7).isEqualTo(page(1, 100).events());
    assertThat(store().apply(Groups.claiming(Claims.by(SERVER))).events()).isEmpty();
  }

  @Test
  final void anEmptyGroupWritesNothing() {
    GroupResult result = store().apply(Groups.of());

    assertThat(result).isEqualTo(new GroupResult(List.of(), List.of(), List.of()));
    assertThat(store().head()).isZero();
  }

  @Test
  final void everyStateChangeHasItsEvent() {
    TaskId id = store().submit(aTask().claimOrder(1));
    TaskId child = store().submit(aTask().dependsOn(id));
    store().applied(priority(id));
    store().applied(Finishes.retried(store().claim(), SettableClock.START));
    store().applied(Moves.of(store().task(id)).pending().unit());
    ClaimedTask second = store().claim();
    store().apply(TakeOverContract.takeOver(second.lease(), SERVER));
    ClaimedTask taken = LeaseContract.withLease(second, store().storage().running(Optional.of(SERVER)).get(0).lease());
    store().applied(CancelContract.requestCancel(id));
    store().applied(Finishes.cancelled(taken));
    store().applied(new Unit.Delete(child, Drafts.event(EventTypes.TASK_DELETED)));

    assertThat(store().history(id))
        .containsExactly(
            EventTypes.TASK_SUBMITTED,
            EventTypes.TASK_PRIORITY_CHANGED,
            EventTypes.TASK_STARTED,
            EventTypes.TASK_SUSPENDED,
            EventTypes.TASK_READY,
            EventTypes.TASK_STARTED,
            EventTypes.TASK_ADOPTED,
            EventTypes.TASK_CANCEL_REQUESTED,
            EventTypes.TASK_CANCELLED);
    assertThat(store().history(child))
        .containsExactly(EventTypes.TASK_SUBMITTED, EventTypes.TASK_SKIPPED, EventTypes.TASK_DELETED);
    assertNumbered(store().events(), 12);
  }

  @Test
  final void severalEventsOfOneMoveKeepTheirOrder() {
    TaskId id = store().submit();

    store().applied(
        Moves.of(store().task(id)).cancelled().events(Drafts.event("a"), Drafts.event("b"), Drafts.event("c")).unit());
    store().applied(Moves.of(store().task(id)).pending().events().unit());

    assertThat(store().history(id)).containsExactly(EventTypes.TASK_SUBMITTED, "a", "b", "c");
  }

  @Test
  final void whatIsRefusedTakesNoNumber() {
    store().submit();
    store().apply(Groups.submit(aTask().dependsOn(new TaskId(4711))));
    store().apply(CancelContract.requestCancel(new TaskId(1)));
    store().submit();

    assertNumbered(store().events(), 2);
  }

  @Test
  final void aReaderContinuesAfterAnyNumber() {
    store().submit(NewTasks.tasks(10));

    assertThat(numbers(page(0, 4))).containsExactly(1L, 2L, 3L, 4L);
    assertThat(numbers(page(4, 4))).containsExactly(5L, 6L, 7L, 8L);
    assertThat(numbers(page(8, 4))).containsExactly(9L, 10L);
    assertThat(page(10, 4).events()).isEmpty();
    assertThat(page(4711, 4).events()).isEmpty();
    assertThat(page(4, 4).head()).isEqualTo(10);
  }

  @Test
  final void eventsOfOneTaskAreFoundAmongMany() {
    TaskId first = store().submit(aTask().claimOrder(1));
    store().submit(NewTasks.tasks(20));
    store().claim();
    store().submit(NewTasks.tasks(20));

    EventPage page = store().storage().events(new EventFilter(0, Optional.of(first), 10));
    assertThat(numbers(page)).containsExactly(1L, 22L);
    assertThat(page.head()).isEqualTo(42);
    assertThat(numbers(store().storage().events(new EventFilter(1, Optional.of(first), 10)))).containsExactly(22L);
    assertThat(numbers(store().storage().events(new EventFilter(0, Optional.of(first), 1)))).containsExactly(1L);
  }

  @Test
  final void anAnsweredGroupCanBeRead() {
    for (int round = 0; round < 20; round++) {
      GroupResult result = store().apply(Groups.of(Groups.submit(NewTasks.tasks(2))));
      long last = result.events().get(1).sequence();

      assertThat(store().head()).isEqualTo(last);
      assertThat(store().storage().list(StorageDriver.filter(1)).asOf()).isEqualTo(last);
    }
  }

  @Test
  final void numbersHaveNoGapsUnderConcurrentWriters() throws Exception {
    AtomicInteger writing = new AtomicInteger(WRITERS);

    List<List<TaskEvent>> runs =
        Race.run(WRITERS + 1, runner -> runner < WRITERS ? writer(writing) : reader(writing));

    int expected = WRITERS * GROUPS * 3;
    List<TaskEvent> followed = runs.get(WRITERS);
    assertNumbered(followed, expected);
    assertThat(store().events()).isEqualTo(followed);
    List<TaskEvent> answered = new ArrayList<>();
    runs.subList(0, WRITERS).forEach(answered::addAll);
    assertThat(answered).containsExactlyInAnyOrderElementsOf(followed);
  }

  /** Submits groups of three tasks; answers the events it was told of. */
  private Callable<List<TaskEvent>> writer(AtomicInteger writing) {
    return () -> {
      try {
        List<TaskEvent> told = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
          List<NewTask> tasks = NewTasks.tasks(3);
          List<TaskEvent> events = store().apply(Groups.of(Groups.submit(tasks))).events();
          assertThat(numbers(events)).isEqualTo(consecutive(events.get(0).sequence(), 3));
          told.addAll(events);
        }
        return told;
      } finally {
        writing.decrementAndGet();
      }
    };
  }

  /** Follows the log while it is written; never sees a gap, a repetition or a head that it cannot read up to. */
  private Callable<List<TaskEvent>> reader(AtomicInteger writing) {
    return () -> {
      List<TaskEvent> seen = new ArrayList<>();
      boolean last = false;
      while (!last) {
        last = writing.get() == 0;
        EventPage page = page(seen.size(), 10_000);
        assertThat(numbers(page)).isEqualTo(consecutive(seen.size() + 1L, page.events().size()));
        seen.addAll(page.events());
        assertThat(page.head()).isEqualTo(seen.size());
      }
      return seen;
    };
  }

  private static void assertNumbered(List<TaskEvent> events, int count) {
    assertThat(numbers(events)).isEqualTo(consecutive(1, count));
  }

  private static List<Long> consecutive(long first, int count) {
    return LongStream.range(first, first + count).boxed().toList();
  }

  private static List<Long> numbers(EventPage page) {
    return numbers(page.events());
  }

  private static List<Long> numbers(List<TaskEvent> events) {
    return events.stream().map(TaskEvent::sequence).toList();
  }

  private EventPage page(long after, int limit) {
    return store().storage().events(new EventFilter(after, Optional.empty(), limit));
  }

  private static Unit priority(TaskId id) {
    return new Unit.ChangePriority(
        id, Priority.URGENT, 0, OptionalLong.empty(), Drafts.event(EventTypes.TASK_PRIORITY_CHANGED));
  }
}
