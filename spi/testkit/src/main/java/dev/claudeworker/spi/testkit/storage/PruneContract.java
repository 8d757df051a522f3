package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewOrchestrations.anOrchestration;
import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.Pruning;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.OrchestrationMoves;
import dev.claudeworker.spi.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is too old: found and removed in batches, and nothing else. */
public abstract class PruneContract extends StorageConcern {

  private static final Instant START = SettableClock.START;
  private static final Instant FAR = START.plus(Duration.ofDays(1_000));

  /** For subclasses. */
  protected PruneContract() {}

  @Test
  final void anEmptyStorageHasNothingOld() {
    assertThat(pruning().endedBefore(FAR, 10)).isEmpty();
    assertThat(pruning().removeEvents(FAR, 10)).isZero();
    assertThat(pruning().removeKeys(FAR, 10)).isZero();
  }

  @Test
  final void tasksThatEndedEarlierComeFirst() {
    TaskId late = endedAt(day(3));
    TaskId early = endedAt(day(1));
    TaskId middle = endedAt(day(2));

    assertThat(pruning().endedBefore(FAR, 10)).containsExactly(early, middle, late);
    assertThat(pruning().endedBefore(FAR, 2)).containsExactly(early, middle);
    assertThat(pruning().endedBefore(day(2), 10)).as("ended before, not at").containsExactly(early);
  }

  @Test
  final void whatHasNotEndedIsNotOld() {
    store().submit(aTask().at(START));
    store().submit(aTask().at(START).delayedUntil(day(9)));
    store().claim(Claims.by(SERVER).limit(1));

    assertThat(pruning().endedBefore(FAR, 10)).isEmpty();
  }

  @Test
  final void aTaskThatWasPutBackIsNotOld() {
    TaskId id = endedAt(day(1));
    store().applied(Moves.of(store().task(id)).pending().unit());

    assertThat(pruning().endedBefore(FAR, 10)).isEmpty();
  }

  @Test
  final void whatAnUnfinishedTaskNeedsIsNotOldUntilThatHasEnded() {
    TaskId upstream = store().submit();
    TaskId downstream = store().submit(aTask().dependsOn(upstream));
    cancel(upstream, day(1));
    List<TaskId> whileNeeded = pruning().endedBefore(FAR, 10);
    if (!store().status(downstream).isFinal()) {
      assertThat(whileNeeded).isEmpty();
      cancel(downstream, day(2));
    }

    assertThat(pruning().endedBefore(FAR, 10)).containsExactlyInAnyOrder(upstream, downstream);
  }

  @Test
  final void whatIsFoundCanBeDeletedAndIsThenNotFound() {
    TaskId id = endedAt(day(1));
    store().applied(new Unit.Delete(id, Drafts.event(EventTypes.TASK_DELETED)));

    assertThat(pruning().endedBefore(FAR, 10)).isEmpty();
  }

  @Test
  final void anOrchestrationIsEmptyWhenItsLastTaskIsDeletedAndCanThenBeDeleted() {
    Unit.Submit graph = anOrchestration().submit(aTask().named("a"), aTask().named("b"));
    var submitted = (UnitResult.Applied) store().apply(graph);
    OrchestrationId id = submitted.orchestration().orElseThrow();
    Unit delete = new Unit.DeleteOrchestration(id, Drafts.event(EventTypes.ORCHESTRATION_DELETED));
    StorageDriver.isRefused(store().apply(delete), Refusal.STATE_CHANGED);

    Orchestration row = store().storage().graphs().orchestration(id).orElseThrow();
    store().applied(OrchestrationMoves.of(row).cancelled().unit());
    StorageDriver.isRefused(store().apply(delete), Refusal.STATE_CHANGED);
    assertThat(pruning().emptyOrchestrations(FAR, 10)).isEmpty();
    submitted.tasks().forEach(task -> store().applied(new Unit.Delete(task, Drafts.event(EventTypes.TASK_DELETED))));

    assertThat(pruning().emptyOrchestrations(START.minusSeconds(1), 10)).isEmpty();
    assertThat(pruning().emptyOrchestrations(FAR, 10)).containsExactly(id);
    store().applied(delete);
    assertThat(pruning().emptyOrchestrations(FAR, 10)).isEmpty();
    assertThat(store().storage().graphs().orchestration(id)).isEmpty();
    StorageDriver.isRefused(store().apply(delete), Refusal.NOT_FOUND);
  }

  @Test
  final void theLastTasksAndTheirOrchestrationCanGoInOneGroup() {
    var submitted = (UnitResult.Applied) store().apply(anOrchestration().submit(aTask().named("a")));
    OrchestrationId id = submitted.orchestration().orElseThrow();
    Orchestration row = store().storage().graphs().orchestration(id).orElseThrow();
    store().applied(OrchestrationMoves.of(row).cancelled().unit());

    store().applied(
        new Unit.Delete(submitted.tasks().getFirst(), Drafts.event(EventTypes.TASK_DELETED)),
        new Unit.DeleteOrchestration(id, Drafts.event(EventTypes.ORCHESTRATION_DELETED)));

    assertThat(store().storage().graphs().orchestration(id)).isEmpty();
    EventPage page = store().storage().events(new EventFilter(0, Optional.empty(), 100));
    assertThat(page.events().getLast().type()).isEqualTo(EventTypes.ORCHESTRATION_DELETED);
    assertThat(page.events().getLast().orchestration()).contains(id);
  }

  @Test
  final void theOldestEventsGoAndNumbersStay() {
    for (int day = 1; day <= 5; day++) {
      eventAt(day(day));
    }
    assertThat(pruning().removeEvents(day(4), 2)).isEqualTo(2);
    assertThat(pruning().removeEvents(day(4), 10)).isEqualTo(1);
    assertThat(pruning().removeEvents(day(4), 10)).isZero();

    EventPage page = store().storage().events(new EventFilter(0, Optional.empty(), 10));
    assertThat(page.events()).extracting(TaskEvent::sequence).containsExactly(4L, 5L);
    assertThat(page.oldest()).isEqualTo(4);
    assertThat(page.head()).isEqualTo(5);
    eventAt(day(6));
    assertThat(store().head()).isEqualTo(6);
  }

  @Test
  final void aYoungEventKeepsTheOldOnesBehindIt() {
    eventAt(day(1));
    eventAt(day(9));
    eventAt(day(2));

    assertThat(pruning().removeEvents(day(5), 10)).isEqualTo(1);
    assertThat(store().storage().events(new EventFilter(0, Optional.empty(), 10)).oldest()).isEqualTo(2);
  }

  @Test
  final void whenAllEventsAreGoneTheNextOneIsTheOldest() {
    eventAt(day(1));
    eventAt(day(2));

    assertThat(pruning().removeEvents(FAR, 10)).isEqualTo(2);
    EventPage page = store().storage().events(new EventFilter(0, Optional.empty(), 10));
    assertThat(page.events()).isEmpty();
    assertThat(page.oldest()).isEqualTo(3);
    assertThat(page.head()).isEqualTo(2);
    eventAt(day(3));
    assertThat(store().storage().events(new EventFilter(2, Optional.empty(), 10)).events())
        .extracting(TaskEvent::sequence)
        .containsExactly(3L);
  }

  @Test
  final void anOldKeyIsForgottenAndAYoungOneIsNot() {
    submitUnder("old", day(1));
    submitUnder("young", day(5));

    assertThat(pruning().removeKeys(day(2), 10)).isEqualTo(1);
    assertThat(submitUnder("old", day(6))).isInstanceOf(UnitResult.Applied.class);
    assertThat(submitUnder("young", day(6))).isInstanceOf(UnitResult.AlreadyApplied.class);
  }

  @Test
  final void keysGoInBatches() {
    for (int day = 1; day <= 5; day++) {
      submitUnder("key-" + day, day(day));
    }

    assertThat(pruning().removeKeys(FAR, 2)).isEqualTo(2);
    assertThat(pruning().removeKeys(FAR, 10)).isEqualTo(3);
    assertThat(pruning().removeKeys(FAR, 10)).isZero();
  }

  private Pruning pruning() {
    return store().storage().pruning();
  }

  private static Instant day(int number) {
    return START.plus(Duration.ofDays(number));
  }

  private TaskId endedAt(Instant at) {
    TaskId id = store().submit();
    cancel(id, at);
    return id;
  }

  private void cancel(TaskId id, Instant at) {
    store().applied(Moves.of(store().task(id)).cancelled().at(at).unit());
  }

  private void eventAt(Instant at) {
    store().submit(aTask().event(Drafts.event(EventTypes.TASK_SUBMITTED, Optional.empty(), at)));
  }

  private UnitResult submitUnder(String key, Instant at) {
    NewTasks task = aTask().at(at);
    return store().apply(new Unit.Submit(
        List.of(task.build()), Optional.of(new IdempotencyKey("default", key, "hash"))));
  }
}
