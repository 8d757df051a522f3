package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.RunningAttempt;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageCapability;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.storage.StorageInfo;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.AlreadyApplied;
import dev.claudeworker.spi.storage.UnitResult.TakenOver;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.SettableClock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Opening, closing and opening again. */
public abstract class MigrationContract extends StorageConcern {

  /** For subclasses. */
  protected MigrationContract() {}

  @Test
  final void factsAreFilledIn() {
    StorageInfo info = store().storage().info();

    assertThat(info.kind()).matches("[a-z0-9-]+");
    assertThat(info.epoch()).isNotBlank();
    assertThat(info.schemaVersion()).isNotBlank();
    assertThat(store().storage().info().storeId()).isEqualTo(info.storeId());
  }

  @Test
  final void aReopenedStoreIsTheSameExactlyIfItIsDurable() {
    StorageInfo before = store().storage().info();
    store().submit();

    StorageInfo after = reopen().storage().info();

    assertThat(after.capabilities()).isEqualTo(before.capabilities());
    assertThat(after.schemaVersion()).isEqualTo(before.schemaVersion());
    if (durable()) {
      assertThat(after.storeId()).isEqualTo(before.storeId());
      assertThat(after.epoch()).isEqualTo(before.epoch());
    } else {
      assertThat(after.storeId()).as("nobody takes an empty store for the old one").isNotEqualTo(before.storeId());
      assertThat(store().storage().list(StorageDriver.filter(10)).tasks()).isEmpty();
    }
  }

  @Test
  final void aReopenedStoreKeepsEverything() {
    fill();
    String before = store().snapshot();

    reopen();
    if (durable()) {
      assertThat(store().snapshot()).isEqualTo(before);
    } else {
      assertThat(store().events()).isEmpty();
    }

    reopen();
    if (durable()) {
      assertThat(store().snapshot()).as("opened a third time").isEqualTo(before);
    }
  }

  @Test
  final void aReopenedStoreGoesOnWhereItWas() {
    TaskId parent = store().submit();
    TaskId child = store().submit(aTask().dependsOn(parent));
    ClaimedTask claimed = store().claim();
    long head = store().head();

    reopen();
    if (!durable()) {
      assertThat(store().storage().find(parent)).isEmpty();
      return;
    }
    assertThat(store().claim(Claims.by(SERVER).limit(9))).isEmpty();
    store().applied(Finishes.completed(claimed));

    assertThat(store().status(child)).isEqualTo(TaskStatus.PENDING);
    assertThat(store().head()).isEqualTo(head + 2);
    assertThat(store().submit()).isGreaterThan(child);
    assertThat(store().storage().counts())
        .containsEntry(TaskStatus.COMPLETED, 1L)
        .containsEntry(TaskStatus.PENDING, 2L);
  }

  @Test
  final void aReopenedStoreRemembersKeysAndLeases() {
    Unit submit = new Unit.Submit(
        List.of(aTask().build()), Optional.of(new IdempotencyKey("default", "key-1", "hash-1")));
    store().applied(submit);
    ClaimedTask claimed = store().claim();
    Unit finish = Finishes.completed(claimed);
    store().applied(finish);

    reopen();
    if (!durable()) {
      StorageDriver.isApplied(store().apply(submit));
      return;
    }
    assertThat(store().apply(submit)).isEqualTo(new AlreadyApplied(List.of(claimed.task().id())));
    assertThat(store().apply(finish)).isEqualTo(new AlreadyApplied(List.of()));
  }

  @Test
  final void anAttemptThatRanWhenTheStoreClosedIsFoundAndTaken() {
    TaskId id = store().submit();
    ClaimedTask claimed = store().claim();

    reopen();
    List<RunningAttempt> found = store().storage().running(Optional.of(SERVER));
    if (!durable()) {
      assertThat(found).isEmpty();
      return;
    }
    assertThat(found).extracting(RunningAttempt::attempt).containsExactly(claimed.attempt());
    UnitResult taken = store().apply(TakeOverContract.takeOver(found.get(0).lease(), SERVER));
    assertThat(taken).isInstanceOf(TakenOver.class);
    store().applied(Finishes.completed(((TakenOver) taken).claimed()));
    assertThat(store().status(id)).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  final void aSecondOpeningSharesTheStoreOrIsRefused() {
    TaskId id = store().submit();
    if (shared()) {
      try (Storage second = fixture().open()) {
        assertThat(second.info().storeId()).isEqualTo(store().storage().info().storeId());
        assertThat(second.find(id)).contains(store().task(id));
      }
    } else if (durable()) {
      assertThatThrownBy(() -> fixture().open().close())
          .isInstanceOfSatisfying(WorkerException.class, refused -> {
            assertThat(refused.errorCode()).isEqualTo(StorageErrors.LOCKED);
            assertThat(refused.getMessage()).isNotBlank();
            assertThat(refused.suggestion()).isNotBlank();
          });
    } else {
      try (Storage second = fixture().open()) {
        assertThat(second.info().storeId()).isNotEqualTo(store().storage().info().storeId());
        assertThat(second.find(id)).isEmpty();
      }
    }
    assertThat(store().task(id).status()).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  final void aClosedStoreRefusesEveryCallAndMayBeClosedAgain() {
    TaskId id = store().submit();
    Storage closed = store().storage();
    closed.close();
    closed.close();

    assertThatThrownBy(() -> closed.find(id))
        .isInstanceOfSatisfying(WorkerException.class, MigrationContract::isUnavailable);
    assertThatThrownBy(() -> closed.apply(Groups.of(Groups.submit(aTask()))))
        .isInstanceOfSatisfying(WorkerException.class, MigrationContract::isUnavailable);
    assertThatThrownBy(closed::counts).isInstanceOfSatisfying(WorkerException.class, MigrationContract::isUnavailable);
  }

  private static void isUnavailable(WorkerException thrown) {
    assertThat(thrown.errorCode()).isEqualTo(StorageErrors.UNAVAILABLE);
    assertThat(thrown.getMessage()).isNotBlank();
    assertThat(thrown.suggestion()).isNotBlank();
  }

  /** Something of everything: states, texts, attempts, edges, gates, events. */
  private void fill() {
    TaskId done = store().submit(aTask().label("a", "b").claimOrder(1));
    store().applied(Finishes.completed(store().claim(), "the answer \uD83D\uDE80"));
    store().submit(aTask().dependsOn(done).claimOrder(2));
    TaskId failed = store().submit(aTask().claimOrder(3));
    store().submit(aTask().dependsOn(failed));
    List<ClaimedTask> claimed = store().claim(Claims.by(SERVER).limit(2));
    store().applied(new Unit.SaveResumeReference(claimed.get(0).lease(), "session-1"));
    store().applied(Finishes.failed(claimed.get(1)));
    TaskId cancelled = store().submit();
    store().applied(Moves.of(store().task(cancelled)).cancelled().unit());
    store().submit(aTask().delayedUntil(SettableClock.START.plusSeconds(90)));
    Gate gate = new Gate(
        GateScope.account("test", "default"), "usage_limit", SettableClock.START, Optional.empty(), JsonObject.EMPTY);
    store().applied(new Unit.ChangeGate(new GateChange.Close(gate, Drafts.event(EventTypes.GATE_CLOSED))));
  }

  private boolean durable() {
    return store().storage().info().capabilities().contains(StorageCapability.DURABLE);
  }

  private boolean shared() {
    return store().storage().info().isShared();
  }
}
