package dev.claudeworker.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppedServerTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final ProcessSpec SPEC =
      new ProcessSpec(List.of("true"), Path.of("/tmp"), Map.of(), "", Duration.ZERO);

  @TempDir
  Path home;

  private CoreFixture fixture;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @BeforeEach
  void start() {
    fixture = CoreFixture.started(home);
  }

  private TaskId submitInProcess() throws InterruptedException {
    fixture.executor.then(context -> {
      begun.countDown();
      goOn.await();
      return ScriptedExecutor.completed("done");
    });
    TaskId id = fixture.submit();
    begun.await();
    return id;
  }

  private TaskId submitWithChild(ScriptedChild child) throws InterruptedException {
    fixture.room.answering(request -> child);
    fixture.executor.survivesServer().then(context -> {
      try {
        var process = context.process(SPEC);
        begun.countDown();
        try {
          process.waitFor();
        } catch (InterruptedException e) {
          process.end(dev.claudeworker.spi.executor.EndCause.EXECUTOR);
          throw e;
        }
        return Outcomes.transientFailure();
      } catch (ProcessStartException e) {
        throw new IllegalStateException(e);
      }
    });
    TaskId id = fixture.submit();
    begun.await();
    return id;
  }

  @Test
  void childrenAreLeftRunningEvenIfTheirExecutorWouldEndThem() throws InterruptedException {
    var child = new ScriptedChild(true);
    TaskId id = submitWithChild(child);

    fixture.core.stop(StopMode.LEAVE_RUNNING, LONG);

    assertThat(fixture.task(id).status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(child.graces()).isEmpty();
  }

  @Test
  void attemptsInsideTheServerGoBackToTheQueueUncounted() throws InterruptedException {
    TaskId id = submitInProcess();

    fixture.core.stop(StopMode.LEAVE_RUNNING, LONG);

    var task = fixture.task(id);
    assertThat(task.status()).isEqualTo(TaskStatus.PENDING);
    assertThat(task.state().failuresCounted()).isZero();
    assertThat(task.state().lost()).isZero();
    assertThat(fixture.eventTypes(id)).containsExactly("task.submitted", "task.started", "task.released");
  }

  @Test
  void drainWaitsForRunningAttemptsAndStartsNoOthers() throws InterruptedException {
    fixture.core.worker().resize(1);
    TaskId id = submitInProcess();
    TaskId next = fixture.submit();
    var stopper = Thread.ofVirtual().start(() -> fixture.core.stop(StopMode.DRAIN, LONG));
    fixture.await(id, task -> {
      boolean stopping = fixture.core.worker().status().trouble().isPresent();
      goOn.countDown();
      return stopping || task.status() == TaskStatus.COMPLETED;
    });
    stopper.join();

    assertThat(fixture.task(id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(fixture.task(next).status()).isIn(TaskStatus.PENDING, TaskStatus.COMPLETED);
  }

  @Test
  void forceEndsChildrenAndPutsTheirTasksBack() throws InterruptedException {
    var child = new ScriptedChild(true);
    TaskId id = submitWithChild(child);

    fixture.core.stop(StopMode.FORCE, LONG);

    assertThat(child.graces()).hasSize(1);
    assertThat(fixture.task(id).status()).isEqualTo(TaskStatus.PENDING);
    assertThat(fixture.storage.attempts(id)).singleElement().extracting(a -> a.status()).isEqualTo(AttemptStatus.LOST);
  }

  @Test
  void stoppingTwiceAndBeforeTheStartIsAllowed() {
    fixture.core.stop(StopMode.DRAIN, LONG);
    fixture.core.stop(StopMode.FORCE, LONG);
    var never = CoreFixture.unstarted(home, CoreFixture.SETTINGS);
    never.core.stop(StopMode.LEAVE_RUNNING, LONG);
    never.core.start();

    assertThat(never.core.worker().status().claiming()).isFalse();
  }
}
