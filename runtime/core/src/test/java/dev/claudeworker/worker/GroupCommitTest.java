package dev.claudeworker.worker;

import static dev.claudeworker.worker.Requests.ALICE;
import static dev.claudeworker.worker.Requests.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.queue.QueueErrors;
import dev.claudeworker.queue.QueueSettings;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What travels together, seen by a storage whose groups the test lets pass one by one. */
class GroupCommitTest {

  private static final int MAX_GROUP = 3;
  private static final int MAX_BACKLOG = 4;

  @TempDir
  Path home;

  private final SettableClock clock = new SettableClock();
  private final InMemoryStorage rows = new InMemoryStorage(clock);
  private final HookedStorage storage = new HookedStorage(rows);
  private final Semaphore arrived = new Semaphore(0);
  private final Semaphore mayPass = new Semaphore(0);
  private final List<Group> groups = new CopyOnWriteArrayList<>();
  private final List<Thread> callers = new ArrayList<>();
  private CoreFixture fixture;

  @BeforeEach
  void start() {
    var defaults = CoreFixture.SETTINGS;
    var queue = new QueueSettings(
        Duration.ofMinutes(15), Duration.ofMinutes(1), MAX_GROUP, MAX_BACKLOG, 1_000, Duration.ofMillis(1),
        Duration.ofMillis(5));
    fixture = CoreFixture.over(
        home, clock, rows, storage,
        new CoreSettings(
            queue, defaults.orchestration(), defaults.worker(), defaults.lease(), defaults.attempt(), defaults.limits(),
            defaults.environment(),
            defaults.circuit(), defaults.suspension(), defaults.events(), defaults.fleet()));
    fixture.core.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    mayPass.release(1_000_000);
    for (var caller : callers) {
      caller.join();
    }
    fixture.close();
  }

  private void holdGroups() {
    storage.onApply((group, real) -> {
      if (group.units().isEmpty()) {
        // The poll at the start asks for a claim alone, at a moment of its own.
        return real.apply(group);
      }
      groups.add(group);
      arrived.release();
      mayPass.acquireUninterruptibly();
      return real.apply(group);
    });
  }

  /** Calls on a thread of its own and returns once the call waits for the storage. */
  private void callAndLetWait(Runnable call) {
    var caller = Thread.ofPlatform().start(call);
    callers.add(caller);
    while (caller.getState() != Thread.State.WAITING && caller.isAlive()) {
      Thread.onSpinWait();
    }
  }

  private void holdOneGroup() throws InterruptedException {
    holdGroups();
    callAndLetWait(fixture::submit);
    arrived.acquire();
  }

  @Test
  void whatArrivesWhileAGroupIsOnItsWayTravelsInTheNextUpToItsBound() throws InterruptedException {
    holdOneGroup();
    for (int i = 0; i < MAX_BACKLOG; i++) {
      callAndLetWait(fixture::submit);
    }

    mayPass.release();
    arrived.acquire();

    assertThat(groups.get(1).units()).hasSize(MAX_GROUP);
  }

  @Test
  void submitThatFindsFreeSlotsIsClaimedInItsOwnTransaction() throws InterruptedException {
    holdOneGroup();

    assertThat(groups.getFirst().units()).singleElement().isInstanceOf(Unit.Submit.class);
    assertThat(groups.getFirst().claim().orElseThrow().limit()).isEqualTo(4);
  }

  @Test
  void changesBeyondTheBacklogAreRefusedAsBusy() throws InterruptedException {
    holdOneGroup();
    for (int i = 0; i < MAX_BACKLOG; i++) {
      callAndLetWait(fixture::submit);
    }

    assertThatThrownBy(() -> fixture.submit()).isInstanceOfSatisfying(WorkerException.class, failure -> {
      assertThat(failure.errorCode()).isEqualTo(QueueErrors.BUSY);
      assertThat(failure).hasMessage("More than 4 changes wait for the storage (queue.max_backlog).");
    });
  }

  @Test
  void nothingStartsBeforeItIsDurable() throws InterruptedException {
    holdOneGroup();

    assertThat(fixture.executor.executed()).isEmpty();
    assertThat(fixture.core.events().head()).isZero();
    storage.onApply((group, real) -> real.apply(group));
    mayPass.release();
    for (var caller : callers) {
      caller.join();
    }
    assertThat(fixture.ended(new TaskId(1)).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void unitThatHadToWaitForItsTaskTakesItsClaimAlongThen() throws InterruptedException {
    fixture.queue().pause(GateScope.ALL, ALICE);
    TaskId id = fixture.submit(aRequest().initialDelay(Duration.ofHours(1)).build());
    holdOneGroup();
    callAndLetWait(
        () -> fixture.queue().changePriority(id, Priority.HIGH, OptionalLong.empty(), ALICE));
    callAndLetWait(() -> fixture.queue().cancel(id, false, ALICE));
    mayPass.release();
    arrived.acquire();
    mayPass.release();
    arrived.acquire();

    assertThat(groups.get(1).units()).singleElement().isInstanceOf(Unit.ChangePriority.class);
    assertThat(groups.get(2).units()).singleElement().isInstanceOf(Unit.Move.class);
    assertThat(groups.get(2).claim()).isPresent();
  }
}
