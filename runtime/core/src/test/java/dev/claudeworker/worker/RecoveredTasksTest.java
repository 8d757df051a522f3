package dev.claudeworker.worker;

import static dev.claudeworker.worker.Requests.ALICE;
import static dev.claudeworker.worker.Requests.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.executor.AttemptContext;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveredTasksTest {

  private static final ProcessSpec SPEC =
      new ProcessSpec(List.of("true"), Path.of("/tmp"), Map.of(), "", Duration.ZERO);

  @TempDir
  Path home;

  private final CountDownLatch begun = new CountDownLatch(1);

  /** Runs a child and completes when it ends well. */
  private AttemptOutcome runChild(AttemptContext context) throws InterruptedException {
    try {
      var child = context.process(SPEC);
      context.saveResumeReference("session-1");
      begun.countDown();
      return child.waitFor().code().orElse(1) == 0 ? ScriptedExecutor.completed("done") : Outcomes.transientFailure();
    } catch (ProcessStartException e) {
      return Outcomes.transientFailure();
    }
  }

  /** A task that was running, with a child if wanted, when the server died: nothing of the first server moves any more. */
  private TaskId leaveRunning(CoreFixture first, ScriptedChild child) throws InterruptedException {
    first.room.answering(request -> child);
    first.executor.survivesServer().then(this::runChild);
    first.core.start();
    TaskId id = first.submit();
    begun.await();
    first.core.stop(StopMode.LEAVE_RUNNING, Duration.ofSeconds(5));
    return id;
  }

  @Test
  void runningChildIsAdoptedAndItsResultIsStoredOnce() throws InterruptedException {
    var child = new ScriptedChild(true);
    var first = CoreFixture.unstarted(home, CoreFixture.SETTINGS);
    TaskId id = leaveRunning(first, child);
    assertThat(child.graces()).isEmpty();
    assertThat(first.task(id).status()).isEqualTo(TaskStatus.RUNNING);

    try (var second = first.restarted()) {
      second.executor.survivesServer().then(this::runChild);
      second.core.start();
      child.exits(0);
      Task ended = second.ended(id);

      assertThat(ended.status()).isEqualTo(TaskStatus.COMPLETED);
      assertThat(ended.state().attempts()).isEqualTo(1);
      assertThat(second.room.requests()).extracting(request -> request.adopt()).containsExactly(false, true);
      assertThat(second.eventTypes(id)).containsExactly(
          "task.submitted", "task.started", "task.adopted", "task.completed");
    }
  }

  @Test
  void taskCancelledWhileAdoptedIsEnded() throws InterruptedException {
    var child = new ScriptedChild(true);
    var first = CoreFixture.unstarted(home, CoreFixture.SETTINGS);
    TaskId id = leaveRunning(first, child);

    try (var second = first.restarted()) {
      second.executor.survivesServer().then(this::runChild);
      second.core.start();
      second.queue().cancel(id, false, ALICE);

      assertThat(second.ended(id).status()).isEqualTo(TaskStatus.CANCELLED);
      assertThat(child.graces()).isNotEmpty();
    }
  }

  @Test
  void childOfAnAttemptThatIsToEndBeforeItIsFoundIsEndedToo() throws InterruptedException {
    var child = new ScriptedChild(true);
    var first = CoreFixture.unstarted(home, CoreFixture.SETTINGS);
    TaskId id = leaveRunning(first, child);

    try (var second = first.restarted()) {
      var searching = new CountDownLatch(1);
      second.executor.survivesServer().then(context -> {
        searching.countDown();
        while (context.ending().isEmpty()) {
          Thread.onSpinWait();
        }
        return runChild(context);
      });
      second.core.start();
      searching.await();
      second.queue().cancel(id, false, ALICE);

      assertThat(second.ended(id).status()).isEqualTo(TaskStatus.CANCELLED);
      assertThat(child.graces()).hasSize(1);
    }
  }

  @Test
  void childThatTheExecutorDoesNotTakeUpIsEnded() throws InterruptedException {
    var child = new ScriptedChild(true);
    var first = CoreFixture.unstarted(home, CoreFixture.SETTINGS);
    TaskId id = leaveRunning(first, child);

    try (var second = first.restarted()) {
      second.executor.survivesServer().then(_ -> {
        throw new IllegalStateException("its options are wrong by now");
      });
      second.core.start();

      assertThat(second.ended(id).status()).isEqualTo(TaskStatus.FAILED);
      assertThat(child.graces()).hasSize(1);
    }
  }

  @Test
  void attemptWhoseChildIsGoneIsLostAndTheNextGoesOnWithItsSession() throws InterruptedException {
    var first = CoreFixture.unstarted(home, CoreFixture.SETTINGS);
    TaskId id = leaveRunning(first, new ScriptedChild(true));

    try (var second = first.restarted()) {
      second.room.answering(request -> {
        throw new ProcessStartException(ProcessStartException.Reason.LOST, "boot id changed");
      });
      second.executor.survivesServer().then(this::runChild);
      second.core.start();
      Task ended = second.ended(id);

      assertThat(ended.status()).isEqualTo(TaskStatus.COMPLETED);
      assertThat(ended.state().lost()).isEqualTo(1);
      assertThat(ended.state().failuresCounted()).isZero();
      assertThat(second.queue().attempts(id)).extracting(attempt -> attempt.status())
          .containsExactly(AttemptStatus.LOST, AttemptStatus.COMPLETED);
      assertThat(second.executor.executed().getLast().continuation())
          .contains(new Continuation("session-1", Optional.empty()));
    }
  }

  @Test
  void attemptThatNeverBeganIsGivenBackWithoutCounting() throws InterruptedException, IOException {
    var first = CoreFixture.unstarted(home, CoreFixture.SETTINGS);
    TaskId id = leaveRunning(first, new ScriptedChild(true));
    Files.delete(first.core.directories().attempt(id, 1));

    try (var second = first.restarted()) {
      second.executor.survivesServer();
      second.core.start();
      Task ended = second.ended(id);

      assertThat(ended.state().lost()).isZero();
      assertThat(second.eventTypes(id)).containsExactly(
          "task.submitted", "task.started", "task.adopted", "task.released", "task.started", "task.completed");
    }
  }

  @Test
  void childThatNeverStartedIsGivenBackWithoutCounting() throws InterruptedException {
    var first = CoreFixture.unstarted(home, CoreFixture.SETTINGS);
    TaskId id = leaveRunning(first, new ScriptedChild(true));

    try (var second = first.restarted()) {
      second.room.answering(request -> {
        throw new ProcessStartException(ProcessStartException.Reason.NEVER_STARTED, "no pid, no exit");
      });
      second.executor.survivesServer().then(this::runChild);
      second.core.start();

      assertThat(second.ended(id).state().lost()).isZero();
      assertThat(second.eventTypes(id)).contains("task.released");
    }
  }

  @Test
  void attemptInsideTheServerIsLostWithIt() throws InterruptedException {
    var first = CoreFixture.unstarted(home, CoreFixture.SETTINGS);
    TaskId id = leaveRunning(first, new ScriptedChild(true));

    try (var second = first.restarted()) {
      second.core.start();
      Task ended = second.ended(id);

      assertThat(ended.status()).isEqualTo(TaskStatus.COMPLETED);
      assertThat(ended.state().lost()).isEqualTo(1);
    }
  }

  @Test
  void taskThatIsLostAgainAndAgainFails() throws InterruptedException {
    var fixture = CoreFixture.unstarted(home, CoreFixture.SETTINGS);
    TaskId id = leaveRunning(fixture, new ScriptedChild(true));
    for (int i = 0; i < 3; i++) {
      fixture = fixture.restarted();
      fixture.executor.survivesServer();
      fixture.room.answering(request -> {
        throw new ProcessStartException(ProcessStartException.Reason.LOST, "boot id changed");
      });
      for (int attempt = 0; attempt < 3; attempt++) {
        fixture.executor.then(this::runChild);
      }
      fixture.core.start();
      fixture.ended(id);
      fixture.close();
    }

    assertThat(fixture.task(id).status()).isEqualTo(TaskStatus.FAILED);
    assertThat(fixture.task(id).state().failure().orElseThrow().message()).contains("3 attempts were lost");
  }

  @Test
  void adoptedAttemptsTakeTheirSlots() throws InterruptedException {
    var child = new ScriptedChild(true);
    var first = CoreFixture.unstarted(home, CoreFixture.SETTINGS);
    TaskId id = leaveRunning(first, child);

    try (var second = first.restarted()) {
      second.core.worker().resize(1);
      second.executor.survivesServer().then(this::runChild);
      second.core.start();
      TaskId next = second.submit();

      assertThat(second.queue().find(next).orElseThrow().waitReason().orElseThrow().code()).isEqualTo("slot");
      child.exits(0);
      assertThat(second.ended(next).status()).isEqualTo(TaskStatus.COMPLETED);
      assertThat(second.ended(id).status()).isEqualTo(TaskStatus.COMPLETED);
    }
  }

  @Test
  void timeoutGoesOnCountingOverARestart() throws InterruptedException {
    var child = new ScriptedChild(true);
    var first = CoreFixture.unstarted(home, CoreFixture.SETTINGS);
    first.room.answering(request -> child);
    first.executor.survivesServer().then(this::runChild);
    first.core.start();
    TaskId id = first.submit(aRequest().timeout(Duration.ofMinutes(10)).build());
    begun.await();
    first.core.stop(StopMode.LEAVE_RUNNING, Duration.ofSeconds(5));
    first.clock.advance(Duration.ofMinutes(11));

    try (var second = first.restarted()) {
      second.executor.survivesServer().then(this::runChild);
      second.core.start();

      assertThat(second.await(id, task -> task.state().failuresCounted() == 1)
          .state()
          .failure()
          .orElseThrow()
          .errorCode()
          .code())
          .isEqualTo("timeout");
    }
  }

  @Test
  void progressIsStoredAndShown() throws InterruptedException {
    var goOn = new CountDownLatch(1);
    try (var fixture = CoreFixture.started(home)) {
      fixture.executor.then(context -> {
        context.progress(new dev.claudeworker.spi.task.Progress("[tool:bash] make", Usage.NONE));
        begun.countDown();
        goOn.await();
        return ScriptedExecutor.completed("done");
      });
      TaskId id = fixture.submit();
      begun.await();

      assertThat(fixture.queue().find(id).orElseThrow().task().state().progress().orElseThrow().lastAction())
          .isEqualTo("[tool:bash] make");
      goOn.countDown();
      fixture.ended(id);
    }
  }
}
