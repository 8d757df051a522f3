package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.OTHER_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.AlreadyApplied;
import dev.claudeworker.spi.storage.UnitResult.Applied;
import dev.claudeworker.spi.storage.UnitResult.LeaseLost;
import dev.claudeworker.spi.storage.UnitResult.Refused;
import dev.claudeworker.spi.storage.UnitResult.TakenOver;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Many threads at once: nothing twice, nothing lost. */
public abstract class ConcurrencyContract extends StorageConcern {

  private static final int THREADS = 8;
  private static final int TASKS = 400;

  /** For subclasses. */
  protected ConcurrencyContract() {}

  @Test
  final void manyClaimersTakeEveryTaskOnce() throws Exception {
    List<TaskId> ids = store().submit(NewTasks.tasks(TASKS));

    List<List<TaskId>> taken = Race.run(THREADS, runner -> claimAll("server-" + runner));

    List<TaskId> all = taken.stream().flatMap(List::stream).sorted().toList();
    assertThat(all).isEqualTo(ids);
    assertThat(store().storage().counts()).containsEntry(TaskStatus.RUNNING, (long) TASKS);
    assertThat(store().events()).hasSize(2 * TASKS);
  }

  private Callable<List<TaskId>> claimAll(String server) {
    return () -> {
      List<TaskId> taken = new ArrayList<>();
      List<TaskId> last;
      do {
        last = store().claimIds(Claims.by(server).limit(3));
        taken.addAll(last);
      } while (!last.isEmpty());
      return taken;
    };
  }

  @Test
  final void submittersAndWorkersLoseNothing() throws Exception {
    int perSubmitter = 50;

    Race.run(THREADS, runner -> runner % 2 == 0 ? submitter(perSubmitter) : worker("server-" + runner, 50));
    claimAndFinishRest();

    assertThat(store().storage().counts()).containsEntry(TaskStatus.COMPLETED, (long) perSubmitter * THREADS / 2);
    for (Task task : store().storage().list(StorageDriver.filter(1000)).tasks()) {
      assertThat(store().history(task.id()))
          .containsExactly(EventTypes.TASK_SUBMITTED, EventTypes.TASK_STARTED, EventTypes.TASK_COMPLETED);
      assertThat(store().storage().attempts(task.id())).hasSize(1);
    }
  }

  private Callable<Integer> submitter(int count) {
    return () -> {
      for (int index = 0; index < count; index++) {
        store().submit();
      }
      return count;
    };
  }

  private Callable<Integer> worker(String server, int rounds) {
    return () -> {
      List<ClaimedTask> claimed = List.of();
      for (int round = 0; round < rounds; round++) {
        claimed = finishAndClaim(server, claimed);
      }
      store().applied(finishes(claimed));
      return rounds;
    };
  }

  private List<ClaimedTask> finishAndClaim(String server, List<ClaimedTask> claimed) {
    GroupResult result = store().apply(Groups.claiming(Claims.by(server).limit(2), finishes(claimed)));
    assertThat(result.results()).allSatisfy(StorageDriver::isApplied);
    return result.claimed();
  }

  private static Unit[] finishes(List<ClaimedTask> claimed) {
    return claimed.stream().map(Finishes::completed).toArray(Unit[]::new);
  }

  private void claimAndFinishRest() {
    List<ClaimedTask> rest = store().claim(Claims.by("server-rest").limit(TASKS));
    store().applied(finishes(rest));
  }

  @Test
  final void oneKeySentManyTimesAtOnceIsOneTask() throws Exception {
    for (int round = 0; round < 10; round++) {
      IdempotencyKey key = new IdempotencyKey("default", "key-" + round, "hash");

      List<UnitResult> results = Race.run(
          THREADS,
          runner -> () -> store().apply(new Unit.Submit(List.of(aTask().build()), Optional.of(key))));

      assertAppliedOnce(results);
    }
    assertThat(store().storage().counts()).containsEntry(TaskStatus.PENDING, 10L);
  }

  @Test
  final void oneUuidSentManyTimesAtOnceIsOneTask() throws Exception {
    for (int round = 0; round < 10; round++) {
      Unit submit = Groups.submit(aTask());

      assertAppliedOnce(Race.run(THREADS, runner -> () -> store().apply(submit)));
    }
    assertThat(store().storage().counts()).containsEntry(TaskStatus.PENDING, 10L);
  }

  private static void assertAppliedOnce(List<UnitResult> results) {
    List<UnitResult> applied = results.stream().filter(Applied.class::isInstance).toList();
    assertThat(applied).hasSize(1);
    List<TaskId> ids = ((Applied) applied.get(0)).tasks();
    assertThat(results)
        .filteredOn(result -> !(result instanceof Applied))
        .hasSize(THREADS - 1)
        .containsOnly(new AlreadyApplied(ids));
  }

  @Test
  final void oneAttemptEndsOnce() throws Exception {
    for (int round = 0; round < 10; round++) {
      TaskId id = store().submit();
      Unit finish = Finishes.completed(store().claim());

      List<UnitResult> results = Race.run(4, runner -> () -> store().apply(finish));

      assertThat(results).filteredOn(Applied.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(AlreadyApplied.class::isInstance).hasSize(3);
      assertThat(store().events(id)).hasSize(3);
    }
  }

  @Test
  final void oneOfManyMovesWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      Task task = store().task(store().submit());

      List<UnitResult> results = Race.run(4, runner -> () -> store().apply(Moves.of(task).cancelled().unit()));

      assertThat(results).filteredOn(Applied.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(Refused.class::isInstance).hasSize(3);
      assertThat(store().events(task.id())).hasSize(2);
    }
  }

  @Test
  final void aTaskThatMovesIsInEveryListOfItsStates() throws Exception {
    TaskId id = store().submit();
    var states = new TaskFilter("default", Set.of(TaskStatus.PENDING, TaskStatus.WAITING), Map.of(), Optional.empty(),
        Optional.empty(), 10);

    List<List<Integer>> listed = Race.run(2, runner -> () -> {
      List<Integer> sizes = new ArrayList<>();
      for (int round = 0; round < 300; round++) {
        if (runner == 0) {
          Moves move = Moves.of(store().task(id));
          store().applied((round % 2 == 0 ? move.waiting("paused", Optional.empty()) : move.pending()).unit());
        } else {
          sizes.add(store().storage().list(states).tasks().size());
        }
      }
      return sizes;
    });

    assertThat(listed.get(1)).containsOnly(1);
  }

  @Test
  final void aTaskIsEitherClaimedOrCancelled() throws Exception {
    for (int round = 0; round < 25; round++) {
      Task task = store().task(store().submit());

      List<Boolean> won = Race.run(2, runner -> runner == 0
          ? () -> store().apply(Moves.of(task).cancelled().unit()) instanceof Applied
          : () -> !store().claim(Claims.by(OTHER_SERVER)).isEmpty());

      assertThat(won).containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  final void oneOfManyServersTakesAnExpiredAttempt() throws Exception {
    for (int round = 0; round < 5; round++) {
      store().submit();
      Lease lease = store().claim().lease();
      fixture().passTime(Claims.LEASE.plusSeconds(60));

      List<UnitResult> results = Race.run(
          4, runner -> () -> store().apply(TakeOverContract.takeOver(lease, "taker-" + runner)));

      assertThat(results).filteredOn(TakenOver.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(LeaseLost.class::isInstance).hasSize(3);
    }
  }

  @Test
  final void siblingsEndingOnManyThreadsReleaseTheirChildOnce() throws Exception {
    List<TaskId> parents = store().submit(NewTasks.tasks(THREADS));
    NewTasks gathering = aTask();
    parents.forEach(gathering::dependsOn);
    TaskId child = store().submit(gathering);
    List<ClaimedTask> claimed = store().claim(Claims.by("server-1").limit(THREADS));

    List<UnitResult> results =
        Race.run(THREADS, runner -> () -> store().apply(Finishes.completed(claimed.get(runner))));

    assertThat(results).allSatisfy(StorageDriver::isApplied);
    assertThat(store().task(child).place().unmet()).isZero();
    assertThat(store().history(child)).containsExactly(EventTypes.TASK_SUBMITTED, EventTypes.TASK_READY);
  }
}
