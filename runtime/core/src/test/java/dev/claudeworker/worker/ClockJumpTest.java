package dev.claudeworker.worker;

import static dev.claudeworker.worker.Requests.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's clock jumps: somebody corrects it, or the machine was asleep. */
class ClockJumpTest {

  @TempDir
  Path home;

  private CoreFixture fixture;

  @BeforeEach
  void start() {
    fixture = CoreFixture.started(home);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void whatRunsMeanwhileEndsOnceAndWhatComesAfterwardsRunsToo() throws InterruptedException {
    for (int hours : new int[] {-26, -1, 1, 26}) {
      jumpWhileATaskRuns(Duration.ofHours(hours));
    }
  }

  private void jumpWhileATaskRuns(Duration by) throws InterruptedException {
    var running = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    fixture.executor.then(_ -> {
      running.countDown();
      mayEnd.await();
      return ScriptedExecutor.completed("done");
    });
    TaskId id = fixture.submit(aRequest().timeout(Duration.ZERO).build());
    running.await();

    fixture.advance(by);
    fixture.core.tick();
    mayEnd.countDown();

    assertThat(fixture.ended(id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(fixture.queue().attempts(id)).hasSize(1);
    assertThat(fixture.run(aRequest().build()).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void aJumpDoesNotCountToATimeout() throws InterruptedException {
    var elapsed = new SettableClock();
    try (var measured = CoreFixture.measuring(home.resolve("measured"), elapsed)) {
      var running = new CountDownLatch(1);
      measured.executor.then(_ -> {
        running.countDown();
        new CountDownLatch(1).await();
        return ScriptedExecutor.completed("never");
      });
      TaskId id = measured.submit(aRequest().timeout(Duration.ofMinutes(10)).build());
      running.await();

      for (int hours : new int[] {26, -50}) {
        measured.advance(Duration.ofHours(hours));
        assertThat(measured.task(id).status()).isEqualTo(TaskStatus.RUNNING);
        assertThat(measured.core.worker().status().running()).singleElement()
            .satisfies(attempt -> assertThat(attempt.ending()).isEmpty());
      }

      elapsed.advance(Duration.ofMinutes(10).minusSeconds(1));
      measured.core.tick();
      assertThat(measured.core.worker().status().running()).singleElement()
          .satisfies(attempt -> assertThat(attempt.ending()).isEmpty());
      elapsed.advance(Duration.ofSeconds(1));
      measured.core.tick();

      assertThat(measured.await(id, task -> task.state().failuresCounted() == 1)
          .state()
          .failure()
          .orElseThrow()
          .errorCode()
          .code()).isEqualTo("timeout");
    }
  }

  @Test
  void theElapsedTimeGoesOnFromTheTimeOfItsBeginningWhateverTheClockSays() {
    var clock = new SettableClock();
    var ticks = new AtomicLong(Long.MAX_VALUE - 10);
    var elapsed = new ElapsedClock(clock, ticks::get);

    clock.advance(Duration.ofDays(1));
    ticks.addAndGet(Duration.ofSeconds(2).toNanos());

    assertThat(elapsed.instant()).isEqualTo(SettableClock.START.plusSeconds(2));
  }

  @Test
  void aTaskThatWaitsWhenTheClockIsSetBackStartsWhenItsTimeHasCome() {
    TaskId delayed = fixture.submit(aRequest().initialDelay(Duration.ofMinutes(1)).build());
    fixture.executor.then(Outcomes.transientFailure());
    TaskId retried = fixture.submit();
    fixture.awaitStatus(retried, TaskStatus.WAITING);

    fixture.advance(Duration.ofHours(-2));
    assertThat(List.of(delayed, retried)).extracting(id -> fixture.task(id).status())
        .containsOnly(TaskStatus.WAITING);
    assertThat(fixture.run(aRequest().build()).status()).as("others are not held up").isEqualTo(TaskStatus.COMPLETED);

    fixture.advance(Duration.ofHours(2).plusMinutes(1));
    assertThat(List.of(delayed, retried)).extracting(fixture::ended)
        .extracting(Task::status)
        .containsOnly(TaskStatus.COMPLETED);
  }
}
