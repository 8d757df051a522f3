package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewOrchestrations.anOrchestration;
import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.SERVER;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.dag.TaskCounts;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.OrchestrationProgress;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.RestMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.OrchestrationMoves;
import dev.claudeworker.spi.testkit.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a move of an orchestration does to its tasks, all at once. */
public abstract class RestMoveContract extends StorageConcern {

  private static final Instant LATER = SettableClock.START.plusSeconds(90);

  /** For subclasses. */
  protected RestMoveContract() {}

  @Test
  final void aMoveSetsAllThatItCarries() {
    OrchestrationId id = chain();
    Orchestration before = store().orchestration(id);

    store().applied(OrchestrationMoves.of(before).to(OrchestrationStatus.RUNNING).at(LATER).deadline(LATER).unit());

    Orchestration running = store().orchestration(id);
    assertThat(running.status()).isEqualTo(OrchestrationStatus.RUNNING);
    assertThat(running.version()).isGreaterThan(before.version());
    assertThat(running.times().started()).contains(LATER);
    assertThat(running.times().deadline()).contains(LATER);
    assertThat(running.times().ended()).isEmpty();
    assertThat(store().events().getLast().orchestration()).contains(id);
  }

  @Test
  final void aMoveIsRefusedFromAnotherStateOrVersion() {
    OrchestrationId id = chain();
    Orchestration before = store().orchestration(id);
    OrchestrationMoves move = OrchestrationMoves.of(before).cancelled();
    String snapshot = store().graphSnapshot();

    isRefused(store().apply(move.from(OrchestrationStatus.RUNNING).unit()), Refusal.STATE_CHANGED);
    Unit otherVersion = new Unit.MoveOrchestration(
        move.from(OrchestrationStatus.PENDING).build(), OptionalLong.of(before.version() + 1));
    isRefused(store().apply(otherVersion), Refusal.VERSION_CHANGED);

    assertThat(store().graphSnapshot()).isEqualTo(snapshot);
  }

  @Test
  final void cancelEndsWhatHasNotStartedAndAsksTheRestToEnd() {
    OrchestrationId id = submit(anOrchestration().submit(
        aTask().named("running").claimOrder(1), aTask().named("pending"),
        aTask().named("waiting").dependsOnSubmitted(0), aTask().named("late").delayedUntil(LATER)));
    TaskId running = store().claim().task().id();

    store().applied(cancel(id).at(LATER).unit());

    assertThat(store().orchestration(id).counts()).isEqualTo(new TaskCounts(0, 0, 1, 0, 0, 0, 3));
    assertThat(store().orchestration(id).status()).isEqualTo(OrchestrationStatus.CANCELLED);
    assertThat(store().task(running).state().cancelRequested()).isTrue();
    for (String name : List.of("pending", "waiting", "late")) {
      Task task = store().task(store().named(id, name));
      assertThat(task.status()).isEqualTo(TaskStatus.CANCELLED);
      assertThat(task.times().ended()).contains(LATER);
      assertThat(task.times().due()).isEmpty();
      assertThat(task.state().waitReason()).isEmpty();
      assertThat(store().history(task.id())).containsExactly(EventTypes.TASK_CANCELLED);
    }
    assertThat(store().history(running))
        .containsExactly(EventTypes.TASK_STARTED, EventTypes.TASK_CANCEL_REQUESTED);
    assertThat(store().claimIds(Claims.by(SERVER).limit(9))).isEmpty();
    assertThat(store().storage().nextDue()).isEmpty();
    assertThat(store().storage().counts())
        .containsEntry(TaskStatus.CANCELLED, 3L)
        .containsEntry(TaskStatus.RUNNING, 1L);
  }

  @Test
  final void aCancelledRunningTaskDoesNotGoBack() {
    OrchestrationId id = chain();
    ClaimedTask running = store().claim();
    store().applied(cancel(id).unit());

    isRefused(store().apply(Finishes.retried(running, LATER)), Refusal.CANCEL_REQUESTED);
    store().applied(Finishes.cancelled(running));

    assertThat(store().orchestration(id).counts().cancelled()).isEqualTo(3);
    assertThat(store().orchestration(id).status()).isEqualTo(OrchestrationStatus.CANCELLED);
  }

  @Test
  final void nothingIsClaimedInTheGroupOfACancel() {
    OrchestrationId id = chain();

    var result = store().apply(Groups.claiming(Claims.by(SERVER).limit(9), cancel(id).unit()));

    assertThat(result.claimed()).isEmpty();
  }

  @Test
  final void cancelMayLeaveRunningTasksAlone() {
    OrchestrationId id = chain();
    ClaimedTask running = store().claim();
    RestMove rest = new RestMove.Cancel(Drafts.event(EventTypes.TASK_CANCELLED), Optional.empty());

    store().applied(OrchestrationMoves.of(store().orchestration(id)).rest(rest).unit());

    assertThat(store().task(running.task().id()).state().cancelRequested()).isFalse();
    assertThat(store().orchestration(id).counts()).isEqualTo(new TaskCounts(0, 0, 1, 0, 0, 0, 2));
  }

  @Test
  final void whatEndsInTheGroupOfACancelStaysEnded() {
    OrchestrationId id = chain();
    ClaimedTask running = store().claim();

    store().applied(Finishes.completed(running), cancel(id).unit());

    assertThat(store().orchestration(id).counts()).isEqualTo(new TaskCounts(0, 0, 0, 1, 0, 0, 2));
    assertThat(store().task(store().named(id, "b")).place().unmet()).isZero();
    assertThat(store().task(store().named(id, "c")).place().unmet()).isZero();
  }

  @Test
  final void dependentsOutsideFollow() {
    OrchestrationId id = chain();
    TaskId last = store().named(id, "c");
    TaskId skipped = store().submit(aTask().dependsOn(last));
    TaskId released = store().submit(aTask().dependsOn(last, EdgeCondition.ENDED));
    OrchestrationId other =
        submit(anOrchestration().submit(aTask().named("x").dependsOn(last), aTask().named("y").dependsOnSubmitted(0)));

    store().applied(cancel(id).unit());

    assertThat(store().status(skipped)).isEqualTo(TaskStatus.SKIPPED);
    assertThat(store().status(released)).isEqualTo(TaskStatus.PENDING);
    assertThat(store().task(released).place().unmet()).isZero();
    assertThat(store().orchestration(other).counts()).isEqualTo(new TaskCounts(0, 0, 0, 0, 0, 2, 0));
    assertThat(store().orchestration(other).status()).isEqualTo(OrchestrationStatus.COMPLETED);
  }

  @Test
  final void holdKeepsTasksFromBeingClaimedUntilTheRelease() {
    OrchestrationId id = submit(
        anOrchestration().submit(aTask().named("a").claimOrder(1), aTask().named("b").claimOrder(2)));
    TaskId alone = store().submit(aTask().claimOrder(3));
    store().applied(OrchestrationMoves.of(store().orchestration(id)).paused().unit());

    assertThat(store().task(store().named(id, "a")).place().held()).contains(Held.PAUSED);
    assertThat(store().claimIds(Claims.by(SERVER).limit(9))).containsExactly(alone);

    store().applied(OrchestrationMoves.of(store().orchestration(id)).unpaused().unit());

    assertThat(store().task(store().named(id, "a")).place().held()).isEmpty();
    assertThat(store().claimIds(Claims.by(SERVER).limit(9)))
        .containsExactly(store().named(id, "a"), store().named(id, "b"));
  }

  @Test
  final void whatBecomesPendingDuringAPauseIsHeld() {
    OrchestrationId id = chain();
    ClaimedTask running = store().claim();
    store().applied(OrchestrationMoves.of(store().orchestration(id)).paused().unit());

    store().applied(Finishes.completed(running));

    assertThat(store().task(store().named(id, "b")).place().held()).contains(Held.PAUSED);
    assertThat(store().claimIds(Claims.by(SERVER))).isEmpty();
    store().applied(OrchestrationMoves.of(store().orchestration(id)).unpaused().unit());
    assertThat(store().claimIds(Claims.by(SERVER))).containsExactly(store().named(id, "b"));
  }

  @Test
  final void retryPutsBackWhatDidNotComplete() {
    OrchestrationId id = submit(anOrchestration().submit(
        aTask().named("good").claimOrder(1), aTask().named("bad").claimOrder(2),
        aTask().named("after").dependsOnSubmitted(0).dependsOnSubmitted(1),
        aTask().named("last").dependsOnSubmitted(2)));
    List<ClaimedTask> running = store().claim(Claims.by(SERVER).limit(2));
    store().applied(Finishes.completed(running.get(0)), Finishes.failed(running.get(1)));
    assertThat(store().orchestration(id).status()).isEqualTo(OrchestrationStatus.FAILED);

    store().applied(OrchestrationMoves.of(store().orchestration(id)).retried(77).unit());

    assertThat(store().orchestration(id).counts()).isEqualTo(new TaskCounts(1, 2, 0, 1, 0, 0, 0));
    assertThat(store().orchestration(id).status()).isEqualTo(OrchestrationStatus.RUNNING);
    assertThat(store().orchestration(id).times().ended()).isEmpty();
    Task again = store().task(store().named(id, "bad"));
    assertThat(again.status()).isEqualTo(TaskStatus.PENDING);
    assertThat(again.state().claimOrder()).isEqualTo(77);
    assertThat(again.state().failuresCounted()).isZero();
    assertThat(again.state().failure()).isEmpty();
    assertThat(again.times().ended()).isEmpty();
    Task waiting = store().task(store().named(id, "after"));
    assertThat(waiting.status()).isEqualTo(TaskStatus.WAITING);
    assertThat(waiting.state().waitReason().map(WaitReason::code)).contains(WaitReason.DEPENDENCY);
    assertThat(waiting.place().unmet()).isEqualTo(1);
    assertThat(waiting.place().skippedBecauseOf()).isEmpty();
    assertThat(store().history(waiting.id())).endsWith(EventTypes.TASK_SKIPPED, EventTypes.TASK_RETRIED);
    runsToTheEnd(id, 3);
  }

  @Test
  final void aCancelledOrchestrationCanBeRetried() {
    OrchestrationId id = chain();
    store().applied(cancel(id).unit());

    store().applied(OrchestrationMoves.of(store().orchestration(id)).retried(5).unit());

    assertThat(store().orchestration(id).counts()).isEqualTo(new TaskCounts(1, 2, 0, 0, 0, 0, 0));
    runsToTheEnd(id, 3);
  }

  @Test
  final void aRetriedTaskOfWhichAnEdgeIsBrokenIsDecidedByTheRule() {
    Dependency ifItFails = new Dependency(new Upstream.InSubmission(0), EdgeCondition.FAILED);
    OrchestrationId id = submit(anOrchestration().submit(
        aTask().named("good").claimOrder(1), aTask().named("otherwise").dependsOn(ifItFails), aTask().named("bad")));
    store().applied(Finishes.completed(store().claim()));
    store().applied(Finishes.failed(store().claim()));
    assertThat(store().status(store().named(id, "otherwise"))).isEqualTo(TaskStatus.SKIPPED);

    store().applied(OrchestrationMoves.of(store().orchestration(id)).retried(5).unit());

    assertThat(store().status(store().named(id, "otherwise"))).isEqualTo(TaskStatus.SKIPPED);
    assertThat(store().orchestration(id).counts()).isEqualTo(new TaskCounts(1, 0, 0, 1, 0, 1, 0));
  }

  @Test
  final void retryMakesOutsideDependentsWaitAgain() {
    OrchestrationId id = submit(anOrchestration().submit(aTask().named("a")));
    TaskId upstream = store().named(id, "a");
    TaskId other = store().submit(aTask().claimOrder(5_000));
    TaskId outside = store().submit(
        aTask().dependsOn(upstream, EdgeCondition.ENDED).dependsOn(other, EdgeCondition.ENDED));
    store().applied(Finishes.failed(store().claim()));
    assertThat(store().task(outside).place().unmet()).isEqualTo(1);

    store().applied(OrchestrationMoves.of(store().orchestration(id)).retried(5).unit());

    assertThat(store().task(outside).place().unmet()).isEqualTo(2);
  }

  @Test
  final void theRuleMayCancelWhatHasNotStarted() {
    OrchestrationId id = submit(anOrchestration().submit(
        aTask().named("a").claimOrder(1), aTask().named("b").claimOrder(2), aTask().named("c").claimOrder(3),
        aTask().named("d").dependsOnSubmitted(1)));
    List<ClaimedTask> running = store().claim(Claims.by(SERVER).limit(2));
    RecordingRule failFast = new RecordingRule(RestMoveContract::cancelRest);

    var result = store().apply(
        new Group(
            List.of(Finishes.failed(running.get(0))), failFast, Optional.of(Claims.by(SERVER).limit(9).build())));

    assertThat(result.claimed()).isEmpty();
    assertThat(store().orchestration(id).counts()).isEqualTo(new TaskCounts(0, 0, 1, 0, 1, 0, 2));
    assertThat(store().events()).extracting(TaskEvent::type)
        .endsWith(
            EventTypes.TASK_FAILED,
            EventTypes.ORCHESTRATION_RESUMED,
            EventTypes.TASK_CANCELLED,
            EventTypes.TASK_CANCELLED);
  }

  private static Optional<OrchestrationMove> cancelRest(OrchestrationProgress progress) {
    TaskCounts counts = progress.orchestration().counts();
    RestMove rest = new RestMove.Cancel(Drafts.event(EventTypes.TASK_CANCELLED), Optional.empty());
    return counts.failed() > 0 && counts.pending() + counts.waiting() > 0
        ? Optional.of(OrchestrationMoves.of(progress.orchestration()).rest(rest).build())
        : Optional.empty();
  }

  @Test
  final void aLostLeaseInTheGroupOfACancelDisturbsNothing() {
    OrchestrationId id = chain();
    ClaimedTask running = store().claim();
    Unit lost = Finishes.completed(LeaseContract.withToken(running, UUID.randomUUID()));

    List<UnitResult> results = store().apply(Groups.of(lost, cancel(id).unit())).results();

    assertThat(results.get(0)).isInstanceOf(UnitResult.LeaseLost.class);
    StorageDriver.isApplied(results.get(1));
    assertThat(store().orchestration(id).counts()).isEqualTo(new TaskCounts(0, 0, 1, 0, 0, 0, 2));
  }

  private void runsToTheEnd(OrchestrationId id, int tasks) {
    for (int index = 0; index < tasks; index++) {
      store().applied(Finishes.completed(store().claim()));
    }
    assertThat(store().orchestration(id).status()).isEqualTo(OrchestrationStatus.COMPLETED);
  }

  private OrchestrationMoves cancel(OrchestrationId id) {
    return OrchestrationMoves.of(store().orchestration(id)).cancelled();
  }

  /** a, then b, then c. */
  private OrchestrationId chain() {
    return submit(anOrchestration().submit(
        aTask().named("a"), aTask().named("b").dependsOnSubmitted(0), aTask().named("c").dependsOnSubmitted(1)));
  }

  private OrchestrationId submit(Unit.Submit submission) {
    return store().submitGraph(submission).orchestration().orElseThrow();
  }
}
