package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.storage.StorageDriver.OTHER_SERVER;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.SERVER;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.storage.ProgressUpdate;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Renewal;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.LeaseLost;
import dev.claudeworker.spi.storage.UnitResult.TakenOver;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Moves;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Running attempts change hands: at once to the same server after a restart, to others when the lease has expired. */
public abstract class TakeOverContract extends StorageConcern {

  private static final Duration HOUR = Duration.ofHours(1);

  /** For subclasses. */
  protected TakeOverContract() {}

  @Test
  final void aRestartedServerTakesItsAttemptsAtOnce() {
    TaskId id = store().submit();
    ClaimedTask claimed = store().claim();
    Instant before = store().storage().now();

    ClaimedTask taken = taken(takeOver(claimed.lease(), SERVER));

    Instant after = store().storage().now();
    assertThat(taken.attempt()).isEqualTo(claimed.attempt());
    assertThat(taken.input()).isEqualTo(claimed.input());
    assertThat(taken.lease().token()).isNotEqualTo(claimed.lease().token());
    assertThat(taken.lease().attempt()).isEqualTo(1);
    assertThat(taken.lease().expires()).isBetween(before.plus(HOUR), after.plus(HOUR));
    assertThat(taken.task().status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(taken.task().state().attempts()).isEqualTo(1);
    assertThat(store().history(id)).endsWith(EventTypes.TASK_ADOPTED);
  }

  @Test
  final void aTakenAttemptKeepsWhatItContinuesAndWhatItSaved() {
    Continuation continuation = new Continuation("session-1", Optional.of("go on"));
    TaskId id = store().submit();
    store().applied(Finishes.completed(store().claim()));
    store().applied(Moves.of(store().task(id)).pending().continuing(continuation).unit());
    ClaimedTask claimed = store().claim();
    store().applied(new Unit.SaveResumeReference(claimed.lease(), "session-2"));

    ClaimedTask taken = taken(takeOver(claimed.lease(), SERVER));

    assertThat(taken.continuation()).contains(continuation);
    assertThat(taken.attempt().resumeReference()).contains("session-2");
    assertThat(taken.attempt().number()).isEqualTo(2);
  }

  @Test
  final void anotherServerTakesNothingWhileTheLeaseHolds() {
    store().submit();
    ClaimedTask claimed = store().claim();
    fixture().passTime(Claims.LEASE.minusSeconds(60));
    String before = store().snapshot();

    isRefused(store().apply(takeOver(claimed.lease(), OTHER_SERVER)), Refusal.STATE_CHANGED);

    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void anotherServerTakesAnExpiredAttempt() {
    store().submit();
    ClaimedTask claimed = store().claim();
    fixture().passTime(Claims.LEASE.plusSeconds(60));

    ClaimedTask taken = taken(takeOver(claimed.lease(), OTHER_SERVER));

    assertThat(taken.attempt().server()).isEqualTo(OTHER_SERVER);
    assertThat(taken.attempt().uuid()).isEqualTo(claimed.attempt().uuid());
    assertThat(store().storage().running(Optional.empty())).isEmpty();
    assertThat(store().storage().running(Optional.of(SERVER))).isEmpty();
    assertThat(store().storage().running(Optional.of(OTHER_SERVER))).hasSize(1);
  }

  @Test
  final void aLeaseRenewedAfterItWasReadIsNotTaken() {
    store().submit();
    ClaimedTask claimed = store().claim();
    fixture().passTime(Claims.LEASE.plusSeconds(60));
    Lease asRead = store().storage().running(Optional.empty()).get(0).lease();
    store().storage().renew(List.of(claimed.lease()), HOUR);

    isRefused(store().apply(takeOver(asRead, OTHER_SERVER)), Refusal.STATE_CHANGED);

    assertThat(store().storage().renew(List.of(claimed.lease()), HOUR).get(0).held()).isTrue();
  }

  @Test
  final void theOldTokenIsFencedOff() {
    TaskId id = store().submit();
    ClaimedTask old = store().claim();
    ClaimedTask taken = taken(takeOver(old.lease(), SERVER));
    String before = store().snapshot();

    assertThat(store().apply(Finishes.completed(old))).isEqualTo(new LeaseLost());
    assertThat(store().apply(new Unit.SaveResumeReference(old.lease(), "late"))).isEqualTo(new LeaseLost());
    assertThat(store().apply(takeOver(old.lease(), SERVER))).isEqualTo(new LeaseLost());
    assertThat(store().storage().renew(List.of(old.lease()), HOUR))
        .containsExactly(new Renewal(old.lease(), false, false));
    store().storage().progress(List.of(new ProgressUpdate(old.lease(), new Progress("late", Usage.NONE))));
    assertThat(store().snapshot()).isEqualTo(before);

    store().applied(Finishes.completed(taken));
    assertThat(store().status(id)).isEqualTo(TaskStatus.COMPLETED);
    assertThat(store().apply(Finishes.completed(old))).isEqualTo(new LeaseLost());
  }

  @Test
  final void aRepeatedTakeOverGivesTheSameAnswer() {
    store().submit();
    ClaimedTask claimed = store().claim();
    Unit takeOver = takeOver(claimed.lease(), SERVER);
    ClaimedTask taken = taken(takeOver);
    String before = store().snapshot();

    assertThat(taken(takeOver)).isEqualTo(taken);

    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void anEndedAttemptIsNotTaken() {
    store().submit();
    ClaimedTask claimed = store().claim();
    store().applied(Finishes.completed(claimed));
    String before = store().snapshot();

    assertThat(store().apply(takeOver(claimed.lease(), SERVER))).isEqualTo(new LeaseLost());

    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void aMarkedTaskStaysMarkedInOtherHands() {
    TaskId id = store().submit();
    ClaimedTask claimed = store().claim();
    store().applied(CancelContract.requestCancel(id));

    ClaimedTask taken = taken(takeOver(claimed.lease(), SERVER));

    assertThat(taken.task().state().cancelRequested()).isTrue();
    assertThat(store().storage().renew(List.of(taken.lease()), HOUR).get(0).cancelRequested()).isTrue();
  }

  private ClaimedTask taken(Unit takeOver) {
    UnitResult result = store().apply(takeOver);
    assertThat(result).isInstanceOf(TakenOver.class);
    return ((TakenOver) result).claimed();
  }

  /** A take-over by a new incarnation of a server, for an hour. */
  static Unit takeOver(Lease current, String server) {
    LeaseHolder holder = new LeaseHolder(server, UUID.randomUUID());
    return new Unit.TakeOver(
        current, UUID.randomUUID(), holder, HOUR, Drafts.event(EventTypes.TASK_ADOPTED, current.attempt()));
  }
}
