package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.OTHER_SERVER;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.SERVER;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.ProgressUpdate;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Renewal;
import dev.claudeworker.spi.storage.RunningAttempt;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.AlreadyApplied;
import dev.claudeworker.spi.storage.UnitResult.LeaseLost;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The token is the fence: what is written about an attempt is written by whoever holds its lease. */
public abstract class LeaseContract extends StorageConcern {

  private static final Duration HOUR = Duration.ofHours(1);

  /** For subclasses. */
  protected LeaseContract() {}

  @Test
  final void anEndedAttemptWritesTaskAndAttempt() {
    TaskId id = store().submit();
    ClaimedTask claimed = store().claim();

    store().applied(Finishes.completed(claimed, "the answer"));

    assertThat(store().status(id)).isEqualTo(TaskStatus.COMPLETED);
    assertThat(store().storage().result(id).orElseThrow().text()).isEqualTo("the answer");
    assertThat(store().storage().attempts(id))
        .singleElement()
        .satisfies(attempt -> {
          assertThat(attempt.status()).isEqualTo(AttemptStatus.COMPLETED);
          assertThat(attempt.ended()).contains(SettableClock.START);
          assertThat(attempt.counted()).isFalse();
          assertThat(attempt.uuid()).isEqualTo(claimed.attempt().uuid());
        });
    assertThat(store().storage().running(Optional.of(SERVER))).isEmpty();
  }

  @Test
  final void theUsageOfAllAttemptsAddsUp() {
    Usage usage = new Usage(1, 2, 3, 4, 5, 6, Duration.ofMillis(7), 800);
    Usage peak = new Usage(10, 20, 30, 40, 50, 60, Duration.ofMillis(70), 100);
    TaskId id = store().submit();
    ClaimedTask first = store().claim();
    store().applied(
        Finishes.of(first, AttemptStatus.LOST, Moves.of(first.task()).pending().build(), usage, List.of()));
    ClaimedTask second = store().claim();
    store().applied(
        Finishes.of(second, AttemptStatus.COMPLETED, Moves.of(second.task()).completed("").build(), peak, List.of()));

    assertThat(store().task(id).state().usage()).isEqualTo(usage.plus(peak));
    assertThat(store().storage().attempts(id)).extracting(attempt -> attempt.usage()).containsExactly(usage, peak);
  }

  @Test
  final void aRepeatedFinishSaysAlreadyApplied() {
    store().submit();
    Unit finish = Finishes.completed(store().claim());
    store().applied(finish);
    String before = store().snapshot();

    assertThat(store().apply(finish)).isEqualTo(new AlreadyApplied(List.of()));

    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void aRepeatedFinishDoesNotTouchTheAttemptAfterIt() {
    TaskId id = store().submit();
    ClaimedTask claimed = store().claim();
    Unit finish =
        Finishes.of(claimed, AttemptStatus.LOST, Moves.of(claimed.task()).pending().build());
    store().applied(finish);
    store().claim();
    String before = store().snapshot();

    assertThat(store().apply(finish)).isEqualTo(new AlreadyApplied(List.of()));

    assertThat(store().snapshot()).isEqualTo(before);
    assertThat(store().status(id)).isEqualTo(TaskStatus.RUNNING);
  }

  @Test
  final void aFinishUnderAnotherTokenWritesNothing() {
    store().submit();
    ClaimedTask claimed = store().claim();
    String before = store().snapshot();

    assertThat(store().apply(Finishes.completed(withToken(claimed, UUID.randomUUID()))))
        .isEqualTo(new LeaseLost());

    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void aFinishOfAnotherAttemptOrTaskWritesNothing() {
    store().submit();
    ClaimedTask claimed = store().claim();
    Lease lease = claimed.lease();
    String before = store().snapshot();

    Lease later = new Lease(lease.task(), 2, lease.token(), lease.expires());
    assertThat(store().apply(Finishes.completed(withLease(claimed, later)))).isEqualTo(new LeaseLost());
    TaskId other = new TaskId(lease.task().value() + 1);
    Lease unknown = new Lease(other, 1, lease.token(), lease.expires());
    assertThat(store().apply(Finishes.completed(withLease(claimed, unknown)))).isEqualTo(new LeaseLost());
    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void aLostLeaseDoesNotDisturbItsGroup() {
    List<TaskId> ids = store().submit(NewTasks.tasks(3));
    TaskId child = store().submit(aTask().dependsOn(ids.get(1)));
    List<ClaimedTask> claimed = store().claim(Claims.by(SERVER).limit(3));

    List<UnitResult> results = store()
        .apply(
            Groups.of(
                Finishes.completed(claimed.get(0)),
                Finishes.completed(withToken(claimed.get(1), UUID.randomUUID())),
                Finishes.completed(claimed.get(2))))
        .results();

    StorageDriver.isApplied(results.get(0));
    assertThat(results.get(1)).isEqualTo(new LeaseLost());
    StorageDriver.isApplied(results.get(2));
    assertThat(store().status(ids.get(1))).isEqualTo(TaskStatus.RUNNING);
    assertThat(store().status(child)).isEqualTo(TaskStatus.WAITING);
    assertThat(store().events(ids.get(1))).hasSize(2);
  }

  @Test
  final void aFinishOfADeletedTaskFindsNoLease() {
    TaskId id = store().submit();
    Unit finish = Finishes.completed(store().claim());
    store().applied(finish);
    store().applied(new Unit.Delete(id, Drafts.event(EventTypes.TASK_DELETED)));

    assertThat(store().apply(finish)).isEqualTo(new LeaseLost());
  }

  @Test
  final void aFinishMovesItsOwnTaskFromRunning() {
    TaskId other = store().submit(aTask().claimOrder(2));
    store().submit(aTask().claimOrder(1));
    ClaimedTask claimed = store().claim();
    String before = store().snapshot();

    Unit foreign = Finishes.of(
        claimed, AttemptStatus.COMPLETED, Moves.of(store().task(other)).completed("").build());

    isRefused(store().apply(foreign), Refusal.INVALID);
    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void aLeaseThatRanOutIsStillHeldUntilSomebodyTakesIt() {
    TaskId id = store().submit();
    ClaimedTask claimed = store().claim();
    fixture().passTime(HOUR);

    Renewal renewal = store().storage().renew(List.of(claimed.lease()), Claims.LEASE).get(0);
    assertThat(renewal.held()).isTrue();
    fixture().passTime(HOUR);
    store().applied(Finishes.completed(claimed));

    assertThat(store().status(id)).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  final void aRenewalMovesTheEndByTheStoragesClock() {
    store().submit();
    ClaimedTask claimed = store().claim();
    fixture().passTime(Claims.LEASE.minusSeconds(60));
    assertThat(expired()).isEmpty();

    Instant before = store().storage().now();
    Renewal renewal = store().storage().renew(List.of(claimed.lease()), HOUR).get(0);
    Instant after = store().storage().now();

    assertThat(renewal.held()).isTrue();
    assertThat(renewal.cancelRequested()).isFalse();
    assertThat(renewal.lease().token()).isEqualTo(claimed.lease().token());
    assertThat(renewal.lease().expires()).isBetween(before.plus(HOUR), after.plus(HOUR));
    fixture().passTime(HOUR.minusSeconds(60));
    assertThat(expired()).isEmpty();
    fixture().passTime(Duration.ofSeconds(120));
    assertThat(expired()).containsExactly(claimed.task().id());
  }

  @Test
  final void renewalsAnswerEachLeaseInOrder() {
    store().submit(NewTasks.tasks(3));
    List<ClaimedTask> claimed = store().claim(Claims.by(SERVER).limit(3));
    store().applied(Finishes.completed(claimed.get(0)));
    store().applied(cancel(claimed.get(1)));
    Lease forged = withToken(claimed.get(2), UUID.randomUUID()).lease();

    List<Lease> leases = List.of(
        claimed.get(2).lease(), claimed.get(0).lease(), forged, claimed.get(1).lease());
    List<Renewal> renewals = store().storage().renew(leases, HOUR);

    assertThat(renewals).extracting(Renewal::held).containsExactly(true, false, false, true);
    assertThat(renewals).extracting(Renewal::cancelRequested).containsExactly(false, false, false, true);
    assertThat(renewals.get(1)).isEqualTo(new Renewal(claimed.get(0).lease(), false, false));
    assertThat(renewals.get(2)).isEqualTo(new Renewal(forged, false, false));
    assertThat(store().storage().renew(List.of(), HOUR)).isEmpty();
  }

  @Test
  final void runningAttemptsAreFoundByServer() {
    store().submit(NewTasks.tasks(3));
    List<ClaimedTask> mine = store().claim(Claims.by(SERVER).limit(2));
    ClaimedTask theirs = store().claim(Claims.by(OTHER_SERVER)).get(0);

    List<RunningAttempt> found = store().storage().running(Optional.of(SERVER));

    assertThat(found).extracting(RunningAttempt::task).isEqualTo(mine.stream().map(ClaimedTask::task).toList());
    assertThat(found).extracting(RunningAttempt::attempt).isEqualTo(mine.stream().map(ClaimedTask::attempt).toList());
    assertThat(found).extracting(RunningAttempt::lease).isEqualTo(mine.stream().map(ClaimedTask::lease).toList());
    assertThat(store().storage().running(Optional.of(OTHER_SERVER)))
        .extracting(running -> running.lease())
        .containsExactly(theirs.lease());
    assertThat(store().storage().running(Optional.of("nobody"))).isEmpty();
  }

  @Test
  final void expiredAttemptsAreFoundWhoeverHoldsThem() {
    store().submit(NewTasks.tasks(3));
    ClaimedTask longer = store().claim(Claims.by(SERVER).leaseFor(HOUR)).get(0);
    ClaimedTask one = store().claim(Claims.by(SERVER)).get(0);
    ClaimedTask two = store().claim(Claims.by(OTHER_SERVER)).get(0);
    assertThat(expired()).isEmpty();

    fixture().passTime(Claims.LEASE.plusSeconds(60));

    assertThat(expired()).containsExactly(one.task().id(), two.task().id());
    store().applied(Finishes.completed(one), Finishes.completed(longer));
    assertThat(expired()).containsExactly(two.task().id());
  }

  @Test
  final void aResumeReferenceIsSavedWithTheAttempt() {
    TaskId id = store().submit();
    ClaimedTask claimed = store().claim();
    String reference = "session \uD83D\uDE80 " + "x".repeat(900);

    store().applied(new Unit.SaveResumeReference(claimed.lease(), "first"));
    store().applied(new Unit.SaveResumeReference(claimed.lease(), reference));

    assertThat(store().storage().attempts(id).get(0).resumeReference()).contains(reference);
    assertThat(store().storage().running(Optional.of(SERVER)).get(0).attempt().resumeReference()).contains(reference);
    assertThat(store().task(id).state().resumeReference()).as("what this attempt continues").isEmpty();
    store().applied(Finishes.failed(claimed));
    assertThat(store().storage().attempts(id).get(0).resumeReference()).contains(reference);
  }

  @Test
  final void whatALostLeaseSendsIsDropped() {
    TaskId id = store().submit();
    ClaimedTask claimed = store().claim();
    store().applied(Finishes.completed(claimed));
    String before = store().snapshot();

    assertThat(store().apply(new Unit.SaveResumeReference(claimed.lease(), "late"))).isEqualTo(new LeaseLost());
    store().storage().progress(List.of(new ProgressUpdate(claimed.lease(), new Progress("late", Usage.NONE))));

    assertThat(store().snapshot()).isEqualTo(before);
    assertThat(store().task(id).state().progress()).isEmpty();
  }

  @Test
  final void aResumeReferenceHasABound() {
    store().submit();
    ClaimedTask claimed = store().claim();

    store().applied(new Unit.SaveResumeReference(claimed.lease(), "x".repeat(1_000)));
    isRefused(
        store().apply(new Unit.SaveResumeReference(claimed.lease(), "x".repeat(1_001))), Refusal.INVALID);
  }

  private List<TaskId> expired() {
    return store().storage().running(Optional.empty()).stream().map(running -> running.task().id()).toList();
  }

  private static Unit cancel(ClaimedTask claimed) {
    return CancelContract.requestCancel(claimed.task().id());
  }

  static ClaimedTask withToken(ClaimedTask claimed, UUID token) {
    Lease lease = claimed.lease();
    return withLease(claimed, new Lease(lease.task(), lease.attempt(), token, lease.expires()));
  }

  static ClaimedTask withLease(ClaimedTask claimed, Lease lease) {
    return new ClaimedTask(claimed.task(), claimed.input(), claimed.attempt(), lease, claimed.continuation());
  }
}
