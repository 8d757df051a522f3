package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewOrchestrations.anOrchestration;
import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.task.Held;
import dev.claudeworker.spi.task.Lane;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.OrchestrationMoves;
import dev.claudeworker.spi.testkit.SettableClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tasks of one lane keep to its limit, in claim order, and nobody waits for ever. */
public abstract class LaneContract extends StorageConcern {

  /** For subclasses. */
  protected LaneContract() {}

  @Test
  final void aLaneIsKeptWithItsTask() {
    TaskId id = store().submit(aTask().lane("dir /a", 3));

    assertThat(store().task(id).settings().lane()).contains(new Lane("dir /a", 3));
    assertThat(store().task(id).place().held()).isEmpty();
    assertThat(store().graphs().laneHolders("dir /a", 5)).containsExactly(id);
  }

  @Test
  final void theSecondTaskOfALaneIsHeldUntilTheFirstHasEnded() {
    List<TaskId> ids = submitInLane(3);
    assertHeld(ids.get(1), Held.CONCURRENCY);

    ClaimedTask first = store().claim(Claims.by(SERVER).limit(9)).get(0);
    assertThat(first.task().id()).isEqualTo(ids.get(0));
    assertThat(store().claimIds(Claims.by(SERVER).limit(9))).isEmpty();
    assertThat(store().graphs().laneHolders("lane", 5)).containsExactly(ids.get(0));

    var next = store().apply(Groups.claiming(Claims.by(SERVER).limit(9), Finishes.completed(first)));

    assertThat(StorageDriver.ids(next.claimed())).containsExactly(ids.get(1));
    assertHeld(ids.get(2), Held.CONCURRENCY);
  }

  @Test
  final void heldTasksAreCountedAsPending() {
    submitInLane(3);

    assertThat(store().storage().counts()).containsEntry(TaskStatus.PENDING, 3L);
  }

  @Test
  final void aPlaceGoesToTheFirstInClaimOrder() {
    TaskId first = store().submit(aTask().lane("lane", 1).claimOrder(5));
    TaskId later = store().submit(aTask().lane("lane", 1).claimOrder(9));
    TaskId sooner = store().submit(aTask().lane("lane", 1).claimOrder(1));

    assertThat(store().claimIds(Claims.by(SERVER).limit(9))).containsExactly(first);
    store().applied(Finishes.completed(runningOf(first)));

    assertThat(store().task(sooner).place().held()).isEmpty();
    assertHeld(later, Held.CONCURRENCY);
  }

  @Test
  final void anotherLaneIsNotDisturbed() {
    submitInLane(2);
    TaskId other = store().submit(aTask().lane("other", 1).claimOrder(9_000));
    TaskId none = store().submit(aTask().claimOrder(9_001));

    assertThat(store().claimIds(Claims.by(SERVER).limit(9))).hasSize(3).contains(other, none);
  }

  @Test
  final void aLaneHasAsManyPlacesAsItsLimit() {
    List<NewTask> tasks = new ArrayList<>();
    for (int index = 0; index < 5; index++) {
      tasks.add(aTask().lane("wide", 3).claimOrder(index).build());
    }
    List<TaskId> ids = store().submit(tasks);

    assertThat(store().claimIds(Claims.by(SERVER).limit(9))).isEqualTo(ids.subList(0, 3));
    assertThat(store().graphs().laneHolders("wide", 2)).isEqualTo(ids.subList(0, 2));
  }

  @Test
  final void aTaskThatGoesBackToWaitingGivesItsPlaceBack() {
    List<TaskId> ids = submitInLane(2);

    store().applied(Finishes.retried(store().claim(), SettableClock.START.plusSeconds(9)));

    assertThat(store().task(ids.get(1)).place().held()).isEmpty();
    store().applied(Moves.of(store().task(ids.get(0))).pending().unit());
    assertHeld(ids.get(0), Held.CONCURRENCY);
  }

  @Test
  final void aCancelledPendingTaskGivesItsPlaceBack() {
    List<TaskId> ids = submitInLane(3);

    store().applied(Moves.of(store().task(ids.get(0))).cancelled().unit());
    store().applied(Moves.of(store().task(ids.get(2))).cancelled().unit());

    assertThat(store().task(ids.get(2)).place().held()).isEmpty();
    assertThat(store().claimIds(Claims.by(SERVER).limit(9))).containsExactly(ids.get(1));
  }

  @Test
  final void whatHoldsATaskBackIsNoNewVersion() {
    List<TaskId> ids = submitInLane(2);
    long version = store().task(ids.get(1)).version();

    store().applied(Finishes.completed(store().claim()));

    assertThat(store().task(ids.get(1)).place().held()).isEmpty();
    assertThat(store().task(ids.get(1)).version()).isEqualTo(version);
  }

  @Test
  final void anOrchestrationRunsOnlySoManyTasksAtOnce() {
    OrchestrationId id = store().submitGraph(
        anOrchestration().maxParallel(2)
            .submit(
                aTask().named("a").claimOrder(1), aTask().named("b").claimOrder(2), aTask().named("c").claimOrder(3)))
        .orchestration()
        .orElseThrow();
    assertHeld(store().named(id, "c"), Held.ORCHESTRATION_LIMIT);

    List<ClaimedTask> running = store().claim(Claims.by(SERVER).limit(9));
    assertThat(running).hasSize(2);
    store().applied(Finishes.completed(running.get(1)));

    assertThat(store().claimIds(Claims.by(SERVER).limit(9))).containsExactly(store().named(id, "c"));
  }

  @Test
  final void aTaskTakesItsOwnLaneBeforeThatOfItsOrchestration() {
    TaskId holder = store().submit(aTask().lane("dir", 1).claimOrder(0));
    OrchestrationId id = store().submitGraph(
        anOrchestration().maxParallel(1)
            .submit(
                aTask().named("blocked").lane("dir", 1).claimOrder(1), aTask().named("free").claimOrder(2),
                aTask().named("second").lane("second", 1).claimOrder(3)))
        .orchestration()
        .orElseThrow();

    assertHeld(store().named(id, "blocked"), Held.CONCURRENCY);
    assertThat(store().task(store().named(id, "free")).place().held()).isEmpty();
    assertHeld(store().named(id, "second"), Held.ORCHESTRATION_LIMIT);
    assertThat(store().graphs().laneHolders("second", 9)).containsExactly(store().named(id, "second"));

    store().claim(Claims.by(SERVER).limit(9));
    store().applied(Finishes.completed(runningOf(holder)));
    assertHeld(store().named(id, "blocked"), Held.ORCHESTRATION_LIMIT);
    store().applied(Finishes.completed(runningOf(store().named(id, "free"))));

    assertThat(store().claimIds(Claims.by(SERVER).limit(9))).containsExactly(store().named(id, "blocked"));
  }

  @Test
  final void aPausedOrchestrationGivesItsPlacesBack() {
    OrchestrationId id = store().submitGraph(
        anOrchestration().submit(aTask().named("a").lane("dir", 1).claimOrder(1))).orchestration().orElseThrow();
    TaskId waiting = store().submit(aTask().lane("dir", 1).claimOrder(2));

    store().applied(OrchestrationMoves.of(store().orchestration(id)).paused().unit());
    assertThat(store().claimIds(Claims.by(SERVER).limit(9))).containsExactly(waiting);
    store().applied(OrchestrationMoves.of(store().orchestration(id)).unpaused().unit());

    assertHeld(store().named(id, "a"), Held.CONCURRENCY);
    store().applied(Finishes.completed(runningOf(waiting)));
    assertThat(store().claimIds(Claims.by(SERVER).limit(9))).containsExactly(store().named(id, "a"));
  }

  @Test
  final void aCancelledOrchestrationGivesItsPlacesBack() {
    OrchestrationId id = store().submitGraph(
        anOrchestration().submit(
            aTask().named("a").lane("dir", 1).claimOrder(1), aTask().named("b").lane("dir", 1).claimOrder(2)))
        .orchestration()
        .orElseThrow();
    TaskId waiting = store().submit(aTask().lane("dir", 1).claimOrder(3));

    store().applied(OrchestrationMoves.of(store().orchestration(id)).cancelled().unit());

    assertThat(store().claimIds(Claims.by(SERVER).limit(9))).containsExactly(waiting);
  }

  @Test
  final void retriedTasksKeepToTheirLanes() {
    OrchestrationId id = store().submitGraph(
        anOrchestration().maxParallel(2)
            .submit(
                aTask().named("a").lane("dir", 1), aTask().named("b").lane("dir", 1), aTask().named("c"),
                aTask().named("d")))
        .orchestration()
        .orElseThrow();
    store().applied(OrchestrationMoves.of(store().orchestration(id)).cancelled().unit());

    store().applied(OrchestrationMoves.of(store().orchestration(id)).retried(5).unit());

    assertThat(store().task(store().named(id, "a")).place().held()).isEmpty();
    assertHeld(store().named(id, "b"), Held.CONCURRENCY);
    assertThat(store().task(store().named(id, "c")).place().held()).isEmpty();
    assertHeld(store().named(id, "d"), Held.ORCHESTRATION_LIMIT);
  }

  @Test
  final void aLostServerKeepsItsPlacesUntilTheAttemptIsEnded() {
    List<TaskId> ids = submitInLane(2);
    store().claim();
    fixture().passTime(Claims.LEASE.plusSeconds(60));

    assertThat(store().claimIds(Claims.by("server-2").limit(9))).isEmpty();
    assertHeld(ids.get(1), Held.CONCURRENCY);
  }

  @Test
  final void generatedTasksKeepTheirLimitsAndAllComeToAnEnd() {
    for (int seed = 1; seed <= 12; seed++) {
      runGenerated(new Random(seed), seed);
    }
  }

  private void runGenerated(Random random, int seed) {
    int limit = 1 + random.nextInt(3);
    List<NewTasks> tasks = new ArrayList<>();
    for (int index = 0; index < 24; index++) {
      NewTasks task = aTask().named("t" + index).claimOrder(random.nextInt(50));
      if (random.nextInt(4) > 0) {
        int lane = random.nextInt(4);
        task.lane("seed " + seed + " lane " + lane, 1 + lane % 2);
      }
      if (index > 3 && random.nextBoolean()) {
        task.dependsOnSubmitted(random.nextInt(index));
      }
      tasks.add(task);
    }
    OrchestrationId id = store()
        .submitGraph(anOrchestration().maxParallel(limit).submit(tasks.toArray(NewTasks[]::new)))
        .orchestration()
        .orElseThrow();
    List<ClaimedTask> running = new ArrayList<>();
    for (int step = 0; store().orchestration(id).counts().active() > 0; step++) {
      assertThat(step).as("steps of seed " + seed).isLessThan(200);
      running.addAll(store().claim(Claims.by(SERVER).limit(1 + random.nextInt(4))));
      assertKeepsLimits(running, limit, seed);
      assertThat(running).as("somebody runs while tasks are left, seed " + seed).isNotEmpty();
      Unit end = Finishes.completed(running.remove(random.nextInt(running.size())));
      store().applied(end);
    }
    Orchestration ended = store().orchestration(id);
    assertThat(ended.counts().completed()).isEqualTo(24);
    assertThat(ended.status()).isEqualTo(OrchestrationStatus.COMPLETED);
  }

  private static void assertKeepsLimits(List<ClaimedTask> running, int limit, int seed) {
    assertThat(running).as("running at once, seed " + seed).hasSizeLessThanOrEqualTo(limit);
    Map<Lane, Integer> taken = new HashMap<>();
    running.forEach(one -> one.task().settings().lane().ifPresent(lane -> taken.merge(lane, 1, Integer::sum)));
    taken.forEach((lane, count) -> assertThat(count).as(lane + ", seed " + seed).isLessThanOrEqualTo(lane.limit()));
  }

  private List<TaskId> submitInLane(int count) {
    List<NewTask> tasks = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      tasks.add(aTask().lane("lane", 1).claimOrder(index).build());
    }
    return store().submit(tasks);
  }

  private ClaimedTask runningOf(TaskId id) {
    var running = store().storage()
        .running(Optional.of(SERVER))
        .stream()
        .filter(one -> one.task().id().equals(id))
        .findFirst()
        .orElseThrow();
    return new ClaimedTask(
        running.task(),
        store().storage().input(id).orElseThrow(),
        running.attempt(),
        running.lease(),
        Optional.empty());
  }

  private void assertHeld(TaskId id, Held reason) {
    Task task = store().task(id);
    assertThat(task.status()).isEqualTo(TaskStatus.PENDING);
    assertThat(task.place().held()).contains(reason);
  }
}
