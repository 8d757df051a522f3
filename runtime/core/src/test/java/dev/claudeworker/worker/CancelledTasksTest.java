package dev.claudeworker.worker;

import static dev.claudeworker.worker.Requests.ALICE;
import static dev.claudeworker.worker.Requests.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.queue.QueueErrors;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.executor.ChildExit;
import dev.claudeworker.spi.executor.EndCause;
import dev.claudeworker.spi.executor.ProcessSpec;
import dev.claudeworker.spi.executor.ProcessStartException;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelledTasksTest {

  private static final ProcessSpec SPEC =
      new ProcessSpec(List.of("true"), Path.of("/tmp"), Map.of(), "", Duration.ZERO);

  @TempDir
  Path home;

  private CoreFixture fixture;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);

  @BeforeEach
  void start() {
    fixture = CoreFixture.started(home);
  }

  @AfterEach
  void stop() {
    never.countDown();
    fixture.close();
  }

  /** A task whose executor has a child and waits for its end. */
  private TaskId submitWithChild(ScriptedChild child) throws InterruptedException {
    fixture.room.answering(request -> child);
    fixture.executor.then(context -> {
      try {
        var process = context.process(SPEC);
        begun.countDown();
        ChildExit exit = process.waitFor();
        return exit.code().orElse(1) == 0 ? ScriptedExecutor.completed("done") : Outcomes.transientFailure();
      } catch (ProcessStartException e) {
        throw new IllegalStateException(e);
      }
    });
    TaskId id = fixture.submit();
    begun.await();
    return id;
  }

  @Test
  void waitingTaskIsCancelledAtOnce() {
    TaskId id = fixture.submit(aRequest().initialDelay(Duration.ofHours(1)).build());

    assertThat(fixture.queue().cancel(id, false, ALICE).task().status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(fixture.events(id).getLast().actor()).isEqualTo("alice");
    assertThat(fixture.executor.executed()).isEmpty();
  }

  @Test
  void executorWithoutChildIsInterrupted() throws InterruptedException {
    fixture.executor.then(context -> {
      begun.countDown();
      never.await();
      return ScriptedExecutor.completed("never");
    });
    TaskId id = fixture.submit();
    begun.await();

    fixture.queue().cancel(id, false, ALICE);

    assertThat(fixture.ended(id).status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(fixture.eventTypes(id)).containsExactly(
        "task.submitted", "task.started", "task.cancel_requested", "task.cancelled");
  }

  @Test
  void childIsEndedPolitelyAndItsFailureIsNotTriedAgain() throws InterruptedException {
    var child = new ScriptedChild(true);
    TaskId id = submitWithChild(child);

    fixture.queue().cancel(id, false, ALICE);

    assertThat(fixture.ended(id).status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(child.graces()).containsExactly(Duration.ofSeconds(10));
  }

  @Test
  void forceTakesTheGraceAway() throws InterruptedException {
    var child = new ScriptedChild(false);
    TaskId id = submitWithChild(child);

    fixture.queue().cancel(id, false, ALICE);
    fixture.queue().cancel(id, true, ALICE);
    child.exits(137);

    assertThat(fixture.ended(id).status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(child.graces()).containsExactly(Duration.ofSeconds(10), Duration.ZERO);
  }

  @Test
  void childThatCompletesAllTheSameKeepsItsResult() throws InterruptedException {
    var child = new ScriptedChild(false);
    TaskId id = submitWithChild(child);

    fixture.queue().cancel(id, false, ALICE);
    child.exits(0);

    assertThat(fixture.ended(id).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void executorThatStaysAfterTheEndOfItsChildIsInterruptedThenGivenUp() throws InterruptedException {
    var interrupted = new CountDownLatch(1);
    fixture.room.answering(request -> new ScriptedChild(false));
    fixture.executor.then(context -> {
      try {
        context.process(SPEC);
      } catch (ProcessStartException e) {
        throw new IllegalStateException(e);
      }
      begun.countDown();
      while (never.getCount() > 0) {
        try {
          never.await();
        } catch (InterruptedException ignored) {
          interrupted.countDown();
        }
      }
      return ScriptedExecutor.completed("too late");
    });
    TaskId id = fixture.submit();
    begun.await();
    fixture.queue().cancel(id, false, ALICE);

    fixture.advance(Duration.ofSeconds(15));
    interrupted.await();
    assertThat(fixture.task(id).status()).isEqualTo(TaskStatus.RUNNING);
    fixture.advance(Duration.ofSeconds(5));

    assertThat(fixture.ended(id).status()).isEqualTo(TaskStatus.CANCELLED);
    never.countDown();
    assertThat(fixture.task(id).status()).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  void cancelThatMeetsAFinishingAttemptIsNotForgotten() throws InterruptedException {
    var goOn = new CountDownLatch(1);
    fixture.executor.then(context -> {
      begun.countDown();
      boolean asked = false;
      while (!asked) {
        try {
          goOn.await();
          asked = true;
        } catch (InterruptedException ignored) {
          asked = context.ending().isPresent();
        }
      }
      return Outcomes.transientFailure();
    });
    TaskId id = fixture.submit();
    begun.await();
    fixture.queue().cancel(id, false, ALICE);
    goOn.countDown();

    assertThat(fixture.ended(id).status()).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  void endingAttemptSeesWhy() throws InterruptedException {
    var seen = new java.util.concurrent.LinkedBlockingQueue<EndCause>();
    fixture.executor.then(context -> {
      begun.countDown();
      try {
        never.await();
      } catch (InterruptedException e) {
        seen.add(context.ending().orElseThrow());
      }
      return new AttemptOutcome.Cancelled("stopped", Usage.NONE);
    });
    TaskId id = fixture.submit();
    begun.await();
    fixture.queue().cancel(id, false, ALICE);
    fixture.ended(id);

    assertThat(seen).containsExactly(EndCause.CANCELLED);
  }

  @Test
  void endedTaskCannotBeCancelled() {
    TaskId id = fixture.run(aRequest().build()).id();

    assertThatThrownBy(() -> fixture.queue().cancel(id, false, ALICE))
        .isInstanceOfSatisfying(WorkerException.class, failure -> {
          assertThat(failure.errorCode()).isEqualTo(QueueErrors.TASK_ENDED);
          assertThat(failure).hasMessage("Task 1 has already ended (completed) and cannot be cancelled.");
        });
  }

  @Test
  void absentTaskCannotBeCancelled() {
    assertThatThrownBy(() -> fixture.queue().cancel(new TaskId(99), false, ALICE))
        .isInstanceOfSatisfying(WorkerException.class,
            failure -> assertThat(failure.errorCode()).isEqualTo(QueueErrors.TASK_NOT_FOUND))
        .hasMessage("There is no task 99.");
  }

  @Test
  void timeoutEndsTheAttemptAndCountsAsAFailure() throws InterruptedException {
    var child = new ScriptedChild(true);
    fixture.room.answering(request -> child);
    fixture.executor.then(context -> {
      try {
        var process = context.process(SPEC);
        begun.countDown();
        process.waitFor();
        return new AttemptOutcome.Cancelled("ended", Usage.NONE);
      } catch (ProcessStartException e) {
        throw new IllegalStateException(e);
      }
    });
    TaskId id = fixture.submit(aRequest().timeout(Duration.ofMinutes(10)).build());
    begun.await();

    fixture.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(child.graces()).isEmpty();
    fixture.advance(Duration.ofSeconds(1));

    var waiting = fixture.awaitStatus(id, TaskStatus.WAITING);
    assertThat(waiting.state().failuresCounted()).isEqualTo(1);
    assertThat(waiting.state().failure().orElseThrow().errorCode().code()).isEqualTo("timeout");
  }
}
