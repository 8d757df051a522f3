package dev.claudeworker.worker;

import static dev.claudeworker.worker.Requests.ALICE;
import static dev.claudeworker.worker.Requests.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.queue.QueueErrors;
import dev.claudeworker.queue.QueueSettings;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTroubleTest {

  private static final QueueSettings QUICK =
      new QueueSettings(Duration.ofMinutes(15), Duration.ofMinutes(1), 256, 10_000, 1_000, Duration.ofMillis(1),
          Duration.ofMillis(5));

  @TempDir
  Path home;

  private final SettableClock clock = new SettableClock();
  private final InMemoryStorage rows = new InMemoryStorage(clock);
  private final HookedStorage storage = new HookedStorage(rows);
  private CoreFixture fixture;

  @BeforeEach
  void start() {
    var defaults = CoreFixture.SETTINGS;
    var settings = new CoreSettings(
        QUICK, defaults.orchestration(), defaults.worker(), defaults.lease(), defaults.attempt(), defaults.limits(),
        defaults.environment(),
        defaults.circuit(), defaults.suspension(), defaults.events(), defaults.fleet());
    fixture = CoreFixture.over(home, clock, rows, storage, settings);
    fixture.core.start();
  }

  @AfterEach
  void stop() {
    storage.onApply((group, real) -> real.apply(group));
    fixture.close();
  }

  private static WorkerException full() {
    return new WorkerException(StorageErrors.FULL, "the disk is full", "make room");
  }

  @Test
  void submitThatCannotBeStoredFailsWithTheStoragesWords() {
    storage.onApply((group, real) -> {
      throw full();
    });

    assertThatThrownBy(() -> fixture.submit()).isInstanceOfSatisfying(WorkerException.class, failure -> {
      assertThat(failure.errorCode()).isEqualTo(StorageErrors.FULL);
      assertThat(failure.suggestion()).isEqualTo("make room");
    });
    assertThat(fixture.core.worker().status().claiming()).isFalse();
    assertThat(fixture.core.worker().status().trouble()).contains("the storage fails: the disk is full");
  }

  @Test
  void unexpectedThrowOfTheStorageBecomesAnAnswerForPeople() {
    storage.onApply((group, real) -> {
      throw new IllegalStateException("driver bug");
    });

    assertThatThrownBy(() -> fixture.submit()).isInstanceOfSatisfying(WorkerException.class, failure -> {
      assertThat(failure.errorCode()).isEqualTo(StorageErrors.UNAVAILABLE);
      assertThat(failure).hasMessage("The storage failed: driver bug");
    });
  }

  @Test
  void endOfAnAttemptIsKeptUntilTheStorageWorksAgain() throws InterruptedException {
    var failing = new AtomicInteger(20);
    var tried = new CountDownLatch(20);
    storage.onApply((group, real) -> {
      boolean finishes = group.units().stream().anyMatch(unit -> unit instanceof Unit.Finish);
      if (finishes && failing.getAndDecrement() > 0) {
        tried.countDown();
        throw full();
      }
      return real.apply(group);
    });

    TaskId id = fixture.submit();
    tried.await();

    assertThat(fixture.ended(id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(fixture.queue().attempts(id)).hasSize(1);
  }

  @Test
  void nothingIsClaimedWhileTheEndOfAnAttemptCannotBeStored() throws InterruptedException {
    var broken = new AtomicBoolean(true);
    var failed = new CountDownLatch(3);
    var claimsInTrouble = new AtomicInteger();
    storage.onApply((group, real) -> {
      boolean finishes = group.units().stream().anyMatch(unit -> unit instanceof Unit.Finish);
      if (finishes && broken.get()) {
        claimsInTrouble.addAndGet(failed.getCount() < 3 && group.claim().isPresent() ? 1 : 0);
        failed.countDown();
        throw full();
      }
      return real.apply(group);
    });
    TaskId id = fixture.submit();
    failed.await();

    broken.set(false);
    fixture.ended(id);

    assertThat(claimsInTrouble).hasValue(0);
  }

  @Test
  void commitWhoseAnswerWasLostIsNotAppliedTwice() {
    var lost = new AtomicBoolean();
    storage.onApply((group, real) -> {
      var result = real.apply(group);
      boolean finishes = group.units().stream().anyMatch(unit -> unit instanceof Unit.Finish);
      if (finishes && lost.compareAndSet(false, true)) {
        throw new WorkerException(StorageErrors.UNAVAILABLE, "connection reset", "wait");
      }
      return result;
    });

    TaskId id = fixture.submit();
    fixture.await(id, task -> task.status() == TaskStatus.COMPLETED);
    TaskId next = fixture.submit();
    fixture.ended(next);

    assertThat(lost).isTrue();
    assertThat(fixture.eventTypes(id)).containsExactly("task.submitted", "task.started", "task.completed");
    assertThat(fixture.core.worker().status().running()).isEmpty();
  }

  @Test
  void claimWhoseAnswerWasLostIsFoundByTheReaper() {
    var lost = new AtomicBoolean();
    storage.onApply((group, real) -> {
      var result = real.apply(group);
      if (!result.claimed().isEmpty() && lost.compareAndSet(false, true)) {
        throw new WorkerException(StorageErrors.UNAVAILABLE, "connection reset", "wait");
      }
      return result;
    });
    fixture.executor.survivesServer();
    var request = aRequest().build();

    assertThatThrownBy(() -> fixture.submit(request)).hasMessage("connection reset");
    TaskId id = fixture.submit(request);
    fixture.core.reap();
    fixture.core.reap();

    assertThat(fixture.ended(id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(fixture.task(id).state().lost()).isZero();
  }

  @Test
  void cancelThatTheDecisionDidNotKnowOfIsHonoured() throws InterruptedException {
    var goOn = new CountDownLatch(1);
    var finished = new CountDownLatch(1);
    fixture.executor.then(context -> {
      goOn.await();
      return Outcomes.transientFailure();
    });
    TaskId id = fixture.submit();
    // The cancel is on its way to the storage while the attempt ends and decides to be tried again.
    storage.onApply((group, real) -> {
      if (group.units().stream().anyMatch(unit -> unit instanceof Unit.RequestCancel)) {
        goOn.countDown();
        awaitOver(id);
        finished.countDown();
      }
      return real.apply(group);
    });

    fixture.queue().cancel(id, false, ALICE);
    finished.await();

    assertThat(fixture.ended(id).status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(fixture.eventTypes(id)).doesNotContain("task.retry_scheduled");
  }

  private void awaitOver(TaskId id) {
    // The attempt is over when its slot is free again.
    while (fixture.core.freeSlots() < 4) {
      Thread.onSpinWait();
    }
  }

  @Test
  void resultThatTheStorageRefusesBecomesAFailureThatSaysSo() {
    storage.onApply((group, real) -> {
      var refused = group.units()
          .stream()
          .anyMatch(
              unit -> unit instanceof Unit.Finish finish && finish.move().result().isPresent());
      if (refused) {
        return new dev.claudeworker.spi.storage.GroupResult(
            group.units()
                .stream().<dev.claudeworker.spi.storage.UnitResult>map(
                    unit -> new dev.claudeworker.spi.storage.UnitResult.Refused(Refusal.INVALID, "value too long"))
                .toList(),
            List.of(), List.of());
      }
      return real.apply(group);
    });

    var failure = fixture.run(aRequest().build()).state().failure().orElseThrow();

    assertThat(failure.errorCode().code()).isEqualTo("result_refused");
    assertThat(failure.message()).contains("could not be stored: value too long");
  }

  @Test
  void stoppedQueueTakesNothing() {
    fixture.core.stop(StopMode.DRAIN, Duration.ofSeconds(5));

    assertThatThrownBy(() -> fixture.queue().submit(List.of(aRequest().build()), Optional.empty()))
        .isInstanceOfSatisfying(WorkerException.class,
            failure -> assertThat(failure.errorCode()).isEqualTo(QueueErrors.STOPPING));
  }
}
