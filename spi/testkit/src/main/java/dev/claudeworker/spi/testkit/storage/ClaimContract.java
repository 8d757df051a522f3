package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.SERVER;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.spi.storage.ClaimRequest;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.Placement;
import dev.claudeworker.spi.task.Attempt;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.ReleaseOrSkip;
import dev.claudeworker.spi.testkit.SettableClock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is claimed, in which order, and what a claim writes. */
public abstract class ClaimContract extends StorageConcern {

  private static final Instant NOW = SettableClock.START.plusSeconds(30);

  /** For subclasses. */
  protected ClaimContract() {}

  @Test
  final void theLowestOrderIsClaimedFirst() {
    TaskId last = store().submit(aTask().claimOrder(Long.MAX_VALUE));
    TaskId middle = store().submit(aTask().claimOrder(0));
    TaskId first = store().submit(aTask().claimOrder(Long.MIN_VALUE));

    assertThat(store().claimIds(Claims.by(SERVER).limit(9))).containsExactly(first, middle, last);
  }

  @Test
  final void tiesAreClaimedById() {
    List<TaskId> ids = store().submit(NewTasks.tasks(20));

    assertThat(store().claimIds(Claims.by(SERVER).limit(8))).isEqualTo(ids.subList(0, 8));
    assertThat(store().claimIds(Claims.by(SERVER).limit(20))).isEqualTo(ids.subList(8, 20));
  }

  @Test
  final void aClaimTakesNoMoreThanItsLimit() {
    store().submit(NewTasks.tasks(5));

    assertThat(store().claim(Claims.by(SERVER).limit(3))).hasSize(3);
    assertThat(store().storage().counts())
        .containsEntry(TaskStatus.RUNNING, 3L)
        .containsEntry(TaskStatus.PENDING, 2L);
  }

  @Test
  final void claimReturnsNothingWhenLeaseIsHeld() {
    store().submit();
    store().claim();

    assertThat(store().claim(Claims.by(SERVER).limit(5))).isEmpty();
    assertThat(store().claim(Claims.by(StorageDriver.OTHER_SERVER).limit(5))).isEmpty();
  }

  @Test
  final void claimReturnsNothingWhenLeaseHasExpired() {
    store().submit();
    store().claim();
    fixture().passTime(Claims.LEASE.multipliedBy(2));

    assertThat(store().claim(Claims.by(StorageDriver.OTHER_SERVER).limit(5))).isEmpty();
  }

  @Test
  final void onlyPendingTasksAreClaimed() {
    TaskId cancelled = store().submit();
    store().applied(Moves.of(store().task(cancelled)).cancelled().unit());
    store().submit(aTask().delayedUntil(NOW.minusSeconds(10)));
    TaskId due = store().submit();

    assertThat(store().claimIds(Claims.by(SERVER).limit(5).at(NOW))).containsExactly(due);
  }

  @Test
  final void onlyTasksOfGivenExecutorsAreClaimed() {
    TaskId shell = store().submit(aTask().executor("shell").claimOrder(2));
    TaskId claude = store().submit(aTask().executor("claude-cli").claimOrder(1));
    store().submit(aTask().executor("other").claimOrder(0));

    assertThat(store().claimIds(Claims.by(SERVER).limit(5).executors())).isEmpty();
    assertThat(store().claimIds(Claims.by(SERVER).limit(5).executors("shell", "claude-cli", "absent")))
        .containsExactly(claude, shell);
  }

  @Test
  final void anAccountLimitBoundsOneClaim() {
    TaskId redOne = store().submit(aTask().account("red").claimOrder(1));
    TaskId redTwo = store().submit(aTask().account("red").claimOrder(2));
    TaskId redThree = store().submit(aTask().account("red").claimOrder(3));
    TaskId blue = store().submit(aTask().account("blue").claimOrder(4));

    Claims limited = Claims.by(SERVER).limit(9).accountLimit("test/red", 2).accountLimit("shell/blue", 0);
    assertThat(store().claimIds(limited)).containsExactly(redOne, redTwo, blue);
    assertThat(store().claimIds(Claims.by(SERVER).limit(9).accountLimit("test/red", 0))).isEmpty();
    assertThat(store().claimIds(Claims.by(SERVER).limit(9))).containsExactly(redThree);
  }

  @Test
  final void aClaimReachesBeyondManyTasksItMayNotTake() {
    for (int index = 0; index < 300; index++) {
      store().submit(aTask().account("full").claimOrder(index));
    }
    TaskId last = store().submit(aTask().claimOrder(1_000));

    assertThat(store().claimIds(Claims.by(SERVER).limit(4).accountLimit("test/full", 1))).hasSize(2).contains(last);
  }

  @Test
  final void aClaimedTaskCarriesAllThatIsNeededToRunIt() {
    NewTasks builder = aTask().prompt("prompt").systemPrompt("system").environment(Map.of("A", "b"));
    TaskId id = store().submit(builder);
    Deque<UUID> given = new ArrayDeque<>(List.of(UUID.randomUUID(), UUID.randomUUID()));
    List<UUID> ids = List.copyOf(given);
    Instant before = store().storage().now();

    ClaimedTask claimed = claim(request(1, given)).get(0);

    Instant after = store().storage().now();
    assertThat(claimed.task()).isEqualTo(store().task(id));
    assertThat(claimed.input()).isEqualTo(builder.spec().input());
    assertThat(claimed.continuation()).isEmpty();
    assertThat(claimed.attempt()).isEqualTo(attempt(id, claimed.attempt().uuid()));
    assertThat(store().storage().attempts(id)).containsExactly(claimed.attempt());
    assertThat(List.of(claimed.attempt().uuid(), claimed.lease().token())).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(claimed.lease())
        .isEqualTo(new Lease(id, 1, claimed.lease().token(), claimed.lease().expires()));
    assertThat(claimed.lease().expires()).isBetween(before.plus(Claims.LEASE), after.plus(Claims.LEASE));
  }

  private static Attempt attempt(TaskId id, UUID uuid) {
    return new Attempt(
        id,
        1,
        uuid,
        AttemptStatus.RUNNING,
        false,
        SERVER,
        Optional.empty(),
        NOW,
        Optional.empty(),
        Usage.NONE,
        Optional.empty());
  }

  private static ClaimRequest request(int limit, Deque<UUID> ids) {
    return new ClaimRequest(
        Claims.holder(SERVER),
        limit,
        Claims.LEASE,
        Set.of(NewTasks.EXECUTOR),
        Placement.ALONE,
        Map.of(),
        NOW,
        ids::removeFirst,
        claimed -> List.of());
  }

  private List<ClaimedTask> claim(ClaimRequest request) {
    return store().apply(new Group(List.of(), new ReleaseOrSkip(), Optional.of(request))).claimed();
  }

  @Test
  final void aClaimMarksTheTaskAsRunning() {
    TaskId id = store().submit();

    store().claim(Claims.by(SERVER).at(NOW));

    assertThat(store().status(id)).isEqualTo(TaskStatus.RUNNING);
    assertThat(store().task(id).state().attempts()).isEqualTo(1);
    assertThat(store().task(id).times().started()).contains(NOW);
    assertThat(store().task(id).version()).isGreaterThan(1);
  }

  @Test
  final void laterAttemptsCountOnAndKeepTheFirstStart() {
    TaskId id = store().submit();
    store().applied(Finishes.retried(store().claim(Claims.by(SERVER).at(NOW)).get(0), NOW));
    assertThat(store().task(id).state().waitReason().orElseThrow().code()).isEqualTo(WaitReason.RETRY);
    store().applied(Moves.of(store().task(id)).pending().unit());

    ClaimedTask second = store().claim(Claims.by(SERVER).at(NOW.plusSeconds(60))).get(0);

    assertThat(second.attempt().number()).isEqualTo(2);
    assertThat(second.task().state().attempts()).isEqualTo(2);
    assertThat(second.task().state().waitReason()).isEmpty();
    assertThat(second.task().times().due()).isEmpty();
    assertThat(second.task().times().started()).contains(NOW);
    assertThat(second.attempt().started()).isEqualTo(NOW.plusSeconds(60));
    assertThat(store().storage().attempts(id)).extracting(Attempt::number).containsExactly(1, 2);
  }

  @Test
  final void theClaimSeesWhatItsGroupDid() {
    TaskId running = store().submit();
    ClaimedTask claimed = store().claim();
    TaskId released = store().submit(aTask().dependsOn(running).claimOrder(1));

    GroupResult result = store()
        .apply(
            Groups.claiming(
                Claims.by(SERVER).limit(5), Finishes.completed(claimed), Groups.submit(aTask().claimOrder(2))));

    assertThat(ids(result.claimed())).hasSize(2).first().isEqualTo(released);
    assertThat(store().status(running)).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  final void aSubmittedTaskIsClaimedInItsOwnGroup() {
    GroupResult result = store().apply(Groups.claiming(Claims.by(SERVER), Groups.submit(aTask())));

    assertThat(result.claimed()).hasSize(1);
    assertThat(result.claimed().get(0).task().status()).isEqualTo(TaskStatus.RUNNING);
  }

  @Test
  final void whatTheFunctionsOfAClaimThrowLeavesNoTrace() {
    store().submit();
    String before = store().snapshot();
    Claims broken = Claims.by(SERVER).events(claimed -> {
      throw new IllegalStateException("thrown by the test");
    });

    assertThatThrownBy(() -> store().apply(Groups.claiming(broken, Groups.submit(aTask()))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("thrown by the test");

    assertThat(store().snapshot()).isEqualTo(before);
    assertThat(store().storage().counts()).containsEntry(TaskStatus.PENDING, 1L);
    assertThat(store().claim(Claims.by(SERVER).limit(5))).hasSize(1);
  }
}
