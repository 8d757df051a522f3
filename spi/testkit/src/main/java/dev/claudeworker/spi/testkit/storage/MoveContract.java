package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.ProgressUpdate;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.TaskCounters;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Changes of a task that no attempt is running, applied as they are or refused without a trace. */
public abstract class MoveContract extends StorageConcern {

  private static final Instant LATER = SettableClock.START.plusSeconds(90);

  /** For subclasses. */
  protected MoveContract() {}

  @Test
  final void aMoveSetsAllThatItCarries() {
    Task before = store().task(store().submit());
    TaskMove move = Moves.of(before)
        .waiting(WaitReason.USAGE_LIMIT, Optional.of(LATER))
        .claimOrder(17)
        .counters(new TaskCounters(1, 2, 3))
        .continuing(new Continuation("session-1", Optional.of("go on")))
        .failure(Finishes.FAILURE)
        .build();

    store().applied(new Unit.Move(move, OptionalLong.empty()));

    Task after = store().task(before.id());
    assertThat(after.status()).isEqualTo(TaskStatus.WAITING);
    assertThat(after.state().waitReason()).isEqualTo(move.waitReason());
    assertThat(after.times().due()).contains(LATER);
    assertThat(after.state().claimOrder()).isEqualTo(17);
    assertThat(after.state().failuresCounted()).isEqualTo(1);
    assertThat(after.state().lost()).isEqualTo(2);
    assertThat(after.state().suspensions()).isEqualTo(3);
    assertThat(after.state().resumeReference()).contains("session-1");
    assertThat(after.state().failure()).contains(Finishes.FAILURE);
    assertThat(after.version()).isGreaterThan(before.version());
    assertThat(after.settings()).isEqualTo(before.settings());
  }

  @Test
  final void aMoveReplacesWhatTheOneBeforeItSet() {
    Task pending = store().task(store().submit());
    store().applied(
        Moves.of(pending)
            .waiting(WaitReason.RETRY, Optional.of(LATER))
            .claimOrder(17)
            .counters(new TaskCounters(1, 2, 3))
            .continuing(new Continuation("session-1", Optional.empty()))
            .failure(Finishes.FAILURE)
            .unit());

    store().applied(Moves.of(store().task(pending.id())).pending().counters(TaskCounters.ZERO).unit());

    Task after = store().task(pending.id());
    assertThat(after.state().waitReason()).isEmpty();
    assertThat(after.state().claimOrder()).as("not given, so as it was").isEqualTo(17);
    assertThat(after.state().failuresCounted()).isZero();
    assertThat(after.state().lost()).isZero();
    assertThat(after.state().suspensions()).isZero();
    assertThat(after.state().resumeReference()).isEmpty();
    assertThat(after.state().failure()).isEmpty();
    assertThat(after.times()).isEqualTo(pending.times());
    assertThat(store().claim().continuation()).isEmpty();
  }

  @Test
  final void aFinalMoveSetsTheEndAndALaterOneClearsIt() {
    TaskId id = store().submit();
    store().applied(Finishes.completed(store().claim()));
    assertThat(store().task(id).times().ended()).contains(SettableClock.START);

    store().applied(Moves.of(store().task(id)).pending().at(LATER).unit());

    assertThat(store().task(id).times().ended()).isEmpty();
    assertThat(store().task(id).state().result()).isEmpty();
    assertThat(store().storage().result(id)).isEmpty();
    assertThat(store().storage().attempts(id)).hasSize(1);
  }

  @Test
  final void theContinuationReachesTheNextAttempt() {
    Continuation continuation = new Continuation("session-1", Optional.of("go on \uD83D\uDE80"));
    TaskId id = store().submit();
    store().applied(Finishes.completed(store().claim()));
    assertThat(store().storage().continuation(id)).isEmpty();
    store().applied(Moves.of(store().task(id)).pending().continuing(continuation).unit());
    assertThat(store().storage().continuation(id)).contains(continuation);

    ClaimedTask claimed = store().claim();

    assertThat(claimed.continuation()).contains(continuation);
    assertThat(claimed.attempt().number()).isEqualTo(2);
  }

  @Test
  final void aMoveFromAnotherStateIsRefused() {
    Task pending = store().task(store().submit());
    store().applied(Moves.of(pending).cancelled().unit());
    String before = store().snapshot();

    isRefused(store().apply(Moves.of(pending).cancelled().unit()), Refusal.STATE_CHANGED);

    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void aMoveOfAnotherVersionIsRefused() {
    Task read = store().task(store().submit());
    store().applied(priority(read.id(), OptionalLong.of(read.version())));
    String before = store().snapshot();
    TaskMove cancel = Moves.of(read).cancelled().build();

    isRefused(store().apply(new Unit.Move(cancel, OptionalLong.of(read.version()))), Refusal.VERSION_CHANGED);
    assertThat(store().snapshot()).isEqualTo(before);

    store().applied(new Unit.Move(cancel, OptionalLong.of(store().task(read.id()).version())));
  }

  @Test
  final void aMoveOfAnUnknownTaskIsRefused() {
    Task gone = deleted();

    isRefused(store().apply(Moves.of(gone).pending().unit()), Refusal.NOT_FOUND);
  }

  @Test
  final void onlyTheEndOfItsAttemptMovesARunningTask() {
    store().submit();
    ClaimedTask claimed = store().claim();
    String before = store().snapshot();

    isRefused(store().apply(Moves.of(claimed.task()).cancelled().unit()), Refusal.INVALID);

    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void aRefusedMoveDoesNotDisturbItsGroup() {
    Task one = store().task(store().submit());
    Task two = store().task(store().submit());
    store().applied(Moves.of(one).cancelled().unit());

    List<UnitResult> results = store()
        .apply(Groups.of(Moves.of(one).cancelled().unit(), Moves.of(two).cancelled().unit()))
        .results();

    isRefused(results.get(0), Refusal.STATE_CHANGED);
    StorageDriver.isApplied(results.get(1));
    assertThat(store().status(two.id())).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  final void aPriorityChangesPlaceAndVersion() {
    TaskId first = store().submit(aTask().claimOrder(1));
    Task second = store().task(store().submit(aTask().claimOrder(2)));

    store().applied(priority(second.id(), OptionalLong.of(second.version())));

    Task after = store().task(second.id());
    assertThat(after.settings().priority()).isEqualTo(Priority.URGENT);
    assertThat(after.state().claimOrder()).isZero();
    assertThat(after.version()).isGreaterThan(second.version());
    assertThat(store().claimIds(Claims.by("s").limit(2))).containsExactly(second.id(), first);
  }

  @Test
  final void aPriorityOfAnEndedOrUnknownTaskOrAnotherVersionIsRefused() {
    Task ended = store().task(store().submit());
    store().applied(Moves.of(ended).cancelled().unit());
    Task active = store().task(store().submit());
    TaskId gone = deleted().id();
    String before = store().snapshot();

    isRefused(store().apply(priority(ended.id(), OptionalLong.empty())), Refusal.STATE_CHANGED);
    isRefused(store().apply(priority(gone, OptionalLong.empty())), Refusal.NOT_FOUND);
    isRefused(store().apply(priority(active.id(), OptionalLong.of(active.version() + 1))), Refusal.VERSION_CHANGED);
    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void progressShowsTheLatestWithoutANewVersion() {
    store().submit();
    ClaimedTask claimed = store().claim();
    Progress latest =
        new Progress("[tool:bash] make \uD83D\uDE80", new Usage(1, 2, 3, 4, 5, 6, Duration.ofMillis(7), 8));

    store().storage().progress(List.of(new ProgressUpdate(claimed.lease(), new Progress("first", Usage.NONE))));
    store().storage().progress(List.of(new ProgressUpdate(claimed.lease(), latest)));

    Task after = store().task(claimed.task().id());
    assertThat(after.state().progress()).contains(latest);
    assertThat(after.version()).isEqualTo(claimed.task().version());
    assertThat(after.state().usage()).as("usage of ended attempts").isEqualTo(Usage.NONE);
  }

  @Test
  final void deletingRemovesAllButTheEvents() {
    TaskId id = store().submit(aTask().label("a", "b"));
    store().applied(Finishes.completed(store().claim()));

    store().applied(new Unit.Delete(id, Drafts.event(EventTypes.TASK_DELETED)));

    assertThat(store().storage().find(id)).isEmpty();
    assertThat(store().storage().input(id)).isEmpty();
    assertThat(store().storage().result(id)).isEmpty();
    assertThat(store().storage().attempts(id)).isEmpty();
    assertThat(store().storage().list(StorageDriver.filter(10)).tasks()).isEmpty();
    assertThat(store().storage().counts()).containsEntry(TaskStatus.COMPLETED, 0L);
    assertThat(store().history(id))
        .containsExactly(
            EventTypes.TASK_SUBMITTED,
            EventTypes.TASK_STARTED,
            EventTypes.TASK_COMPLETED,
            EventTypes.TASK_DELETED);
  }

  @Test
  final void aDeletedNumberIsNeverGivenAgain() {
    TaskId gone = deleted().id();

    assertThat(store().submit()).isGreaterThan(gone);
  }

  @Test
  final void onlyAnEndedTaskIsDeleted() {
    Unit.Delete pending = delete(store().submit(aTask().claimOrder(2)));
    Unit.Delete waiting = delete(store().submit(aTask().delayedUntil(LATER)));
    Unit.Delete running = delete(store().submit(aTask().claimOrder(1)));
    assertThat(store().claim().task().id()).isEqualTo(running.task());
    Unit.Delete gone = delete(deleted().id());
    String before = store().snapshot();

    isRefused(store().apply(pending), Refusal.STATE_CHANGED);
    isRefused(store().apply(waiting), Refusal.STATE_CHANGED);
    isRefused(store().apply(running), Refusal.STATE_CHANGED);
    isRefused(store().apply(gone), Refusal.NOT_FOUND);
    assertThat(store().snapshot()).isEqualTo(before);
  }

  private Task deleted() {
    Task task = store().task(store().submit());
    store().applied(Moves.of(task).cancelled().unit());
    store().applied(delete(task.id()));
    return task;
  }

  private static Unit.Delete delete(TaskId id) {
    return new Unit.Delete(id, Drafts.event(EventTypes.TASK_DELETED));
  }

  private static Unit.ChangePriority priority(TaskId id, OptionalLong version) {
    return new Unit.ChangePriority(
        id, Priority.URGENT, 0, version, Drafts.event(EventTypes.TASK_PRIORITY_CHANGED));
  }
}
