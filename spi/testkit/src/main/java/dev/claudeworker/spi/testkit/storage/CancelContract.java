package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.storage.StorageDriver.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult.AlreadyApplied;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.SettableClock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A running task that was asked to end never goes back into the queue by itself. */
public abstract class CancelContract extends StorageConcern {

  /** For subclasses. */
  protected CancelContract() {}

  @Test
  final void aRunningTaskIsMarked() {
    store().submit();
    Task before = store().claim().task();

    store().applied(requestCancel(before.id()));

    Task after = store().task(before.id());
    assertThat(after.status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(after.state().cancelRequested()).isTrue();
    assertThat(after.version()).isGreaterThan(before.version());
    assertThat(store().history(before.id())).endsWith(EventTypes.TASK_CANCEL_REQUESTED);
  }

  @Test
  final void aRepeatedRequestSaysAlreadyApplied() {
    TaskId id = store().submit();
    store().claim();
    store().applied(requestCancel(id));
    String before = store().snapshot();

    assertThat(store().apply(requestCancel(id))).isEqualTo(new AlreadyApplied(List.of()));

    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void aTaskThatIsNotRunningIsNotMarked() {
    TaskId pending = store().submit();
    isRefused(store().apply(requestCancel(pending)), Refusal.STATE_CHANGED);

    store().applied(Finishes.completed(store().claim()));
    String before = store().snapshot();

    isRefused(store().apply(requestCancel(pending)), Refusal.STATE_CHANGED);
    isRefused(store().apply(requestCancel(new TaskId(4711))), Refusal.NOT_FOUND);
    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void aMarkedTaskDoesNotGoBackIntoTheQueue() {
    store().submit();
    ClaimedTask claimed = store().claim();
    store().applied(requestCancel(claimed.task().id()));
    String before = store().snapshot();

    isRefused(store().apply(Finishes.retried(claimed, SettableClock.START)), Refusal.CANCEL_REQUESTED);
    Unit again = Finishes.of(claimed, AttemptStatus.LOST, Moves.of(claimed.task()).pending().build());
    isRefused(store().apply(again), Refusal.CANCEL_REQUESTED);
    assertThat(store().snapshot()).isEqualTo(before);

    store().applied(Finishes.cancelled(claimed));
    assertThat(store().status(claimed.task().id())).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  final void aMarkedTaskMayStillComplete() {
    store().submit();
    ClaimedTask claimed = store().claim();
    store().applied(requestCancel(claimed.task().id()));

    store().applied(Finishes.completed(claimed));

    Task after = store().task(claimed.task().id());
    assertThat(after.status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(after.state().cancelRequested()).isFalse();
  }

  @Test
  final void aRetriedTaskIsNotMarkedAnyMore() {
    TaskId id = store().submit();
    ClaimedTask claimed = store().claim();
    store().applied(requestCancel(id));
    store().applied(Finishes.cancelled(claimed));

    store().applied(Moves.of(store().task(id)).pending().unit());
    ClaimedTask second = store().claim();

    assertThat(second.task().state().cancelRequested()).isFalse();
    store().applied(Finishes.retried(second, SettableClock.START));
  }

  static Unit requestCancel(TaskId id) {
    return new Unit.RequestCancel(id, Drafts.event(EventTypes.TASK_CANCEL_REQUESTED));
  }
}
