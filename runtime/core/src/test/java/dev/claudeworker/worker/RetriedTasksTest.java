package dev.claudeworker.worker;

import static dev.claudeworker.worker.Requests.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetriedTasksTest {

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
  void transientFailureIsTriedAgainAfterItsWait() {
    fixture.executor.then(Outcomes.transientFailure());
    TaskId id = fixture.submit();
    Task waiting = fixture.awaitStatus(id, TaskStatus.WAITING);
    assertThat(waiting.state().waitReason().orElseThrow().code()).isEqualTo("retry");

    fixture.core.tick();
    assertThat(fixture.task(id).status()).isEqualTo(TaskStatus.WAITING);
    fixture.advance(Duration.ofSeconds(2));

    assertThat(fixture.ended(id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(fixture.eventTypes(id)).containsExactly(
        "task.submitted", "task.started", "task.retry_scheduled", "task.ready", "task.started", "task.completed");
    assertThat(fixture.queue().attempts(id)).extracting(a -> a.status())
        .containsExactly(AttemptStatus.FAILED, AttemptStatus.COMPLETED);
  }

  @Test
  void thirdFailureEndsTheTask() {
    fixture.executor.then(Outcomes.transientFailure())
        .then(Outcomes.transientFailure())
        .then(Outcomes.transientFailure());
    TaskId id = fixture.submit();
    for (int failures = 1; failures <= 2; failures++) {
      int counted = failures;
      fixture.await(id, task -> task.status() == TaskStatus.WAITING && task.state().failuresCounted() == counted);
      fixture.advance(Duration.ofMinutes(1));
    }

    Task ended = fixture.ended(id);

    assertThat(ended.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(ended.state().failuresCounted()).isEqualTo(3);
    assertThat(ended.state().failure().orElseThrow().message()).isEqualTo("it broke");
  }

  @Test
  void failureThatARetryWouldNotMendEndsTheTaskAtOnce() {
    fixture.executor.then(Outcomes.failed(ErrorCategory.USER, false));

    assertThat(fixture.run(aRequest().build()).status()).isEqualTo(TaskStatus.FAILED);
    assertThat(fixture.executor.executed()).hasSize(1);
  }

  @Test
  void retryGoesOnWithTheSavedSession() {
    fixture.executor
        .then(context -> {
          context.saveResumeReference("session-1");
          return Outcomes.transientFailure();
        });
    TaskId id = fixture.submit();
    fixture.awaitStatus(id, TaskStatus.WAITING);
    fixture.advance(Duration.ofSeconds(2));
    fixture.ended(id);

    assertThat(fixture.executor.executed().get(1).continuation())
        .contains(new Continuation("session-1", Optional.empty()));
  }

  @Test
  void wordsOfAPersonSurviveAWaitBetweenTwoAttempts() {
    fixture.executor
        .then(context -> {
          context.saveResumeReference("session-1");
          return ScriptedExecutor.completed("first");
        })
        .then(Outcomes.transientFailure());
    TaskId id = fixture.submit();
    fixture.ended(id);
    fixture.queue().resume(id, Optional.of("also the tests"), Requests.ALICE);
    fixture.awaitStatus(id, TaskStatus.WAITING);
    fixture.advance(Duration.ofSeconds(2));
    fixture.ended(id);

    assertThat(fixture.executor.executed()).hasSize(3);
    assertThat(fixture.executor.executed().get(2).continuation())
        .contains(new Continuation("session-1", Optional.of("also the tests")));
  }

  @Test
  void executorThatThrowsFailsItsTaskWithAWordForPeople() {
    fixture.executor.then(context -> {
      throw new IllegalStateException("bug in plugin");
    });

    var failure = fixture.run(aRequest().build()).state().failure().orElseThrow();

    assertThat(failure.errorCode().code()).isEqualTo("executor_failed");
    assertThat(failure.message()).contains("executor test failed").contains("bug in plugin");
    assertThat(failure.suggestion()).contains("log");
  }

  @Test
  void retryByAPersonStartsAnewUnlessAskedOtherwise() {
    fixture.executor.then(context -> {
      context.saveResumeReference("session-1");
      return Outcomes.failed(ErrorCategory.USER, false);
    }).then(Outcomes.failed(ErrorCategory.USER, false));
    TaskId id = fixture.submit();
    fixture.ended(id);

    fixture.queue().retry(id, true, Requests.ALICE);
    fixture.await(id, task -> task.state().attempts() == 2 && task.status() == TaskStatus.FAILED);
    fixture.queue().retry(id, false, Requests.ALICE);
    fixture.await(id, task -> task.status() == TaskStatus.COMPLETED);

    assertThat(fixture.executor.executed().get(1).continuation()).isEmpty();
    assertThat(fixture.executor.executed().get(2).continuation())
        .contains(new Continuation("session-1", Optional.empty()));
    assertThat(fixture.task(id).state().failuresCounted()).isZero();
  }
}
