package dev.claudeworker.worker;

import static dev.claudeworker.worker.Requests.ALICE;
import static dev.claudeworker.worker.Requests.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.queue.QueueErrors;
import dev.claudeworker.queue.TaskRequest;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.TaskFilter;
import dev.claudeworker.spi.task.AttemptOutcome;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskSettings;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitCondition;
import dev.claudeworker.spi.task.WaitReason;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueCommandsTest {

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

  private static void assertFails(ThrowingCallable call, ErrorCode code, String message) {
    assertThatThrownBy(call).isInstanceOfSatisfying(WorkerException.class, failure -> {
      assertThat(failure.errorCode()).isEqualTo(code);
      assertThat(failure.getMessage()).contains(message);
      assertThat(failure.suggestion()).isNotBlank();
    });
  }

  private static Dependency on(int index) {
    return new Dependency(new Dependency.Upstream.InSubmission(index), EdgeCondition.COMPLETED);
  }

  private List<TaskId> submit(TaskRequest... requests) {
    return fixture.queue()
        .submit(List.of(requests), Optional.empty())
        .tasks()
        .stream()
        .map(view -> view.task().id())
        .toList();
  }

  @Test
  void sameKeyAnswersTheSameTask() {
    var request = aRequest().build();
    var key = Optional.of(new IdempotencyKey("default", "key-1", "hash-1"));

    var first = fixture.queue().submit(List.of(request), key);
    var second = fixture.queue().submit(List.of(aRequest().build()), key);

    assertThat(first.repeated()).isFalse();
    assertThat(second.repeated()).isTrue();
    assertThat(second.tasks().getFirst().task().id()).isEqualTo(first.tasks().getFirst().task().id());
  }

  @Test
  void sameKeyForAnotherRequestIsRefused() {
    fixture.queue().submit(List.of(aRequest().build()), Optional.of(new IdempotencyKey("default", "key-1", "hash-1")));

    assertFails(
        () -> fixture.queue()
            .submit(List.of(aRequest().build()), Optional.of(new IdempotencyKey("default", "key-1", "hash-2"))),
        QueueErrors.KEY_REUSED, "used before for another request");
  }

  @Test
  void unknownExecutorIsRefusedWithTheKnownOnes() {
    assertFails(
        () -> fixture.submit(aRequest().executor("nope").build()), QueueErrors.UNKNOWN_EXECUTOR,
        "There is no executor 'nope' on this server.");
  }

  @Test
  void emptyAndOversizedSubmissionsAreRefused() {
    assertFails(
        () -> fixture.queue().submit(List.of(), Optional.empty()), QueueErrors.INVALID, "1 to 1000 tasks");
    assertFails(
        () -> fixture.queue().submit(Collections.nCopies(1_001, aRequest().build()), Optional.empty()),
        QueueErrors.INVALID, "not 1001");
  }

  @Test
  void absentUpstreamIsRefused() {
    var absent = new Dependency(new Dependency.Upstream.Existing(new TaskId(99)), EdgeCondition.COMPLETED);

    assertFails(
        () -> fixture.submit(aRequest().dependsOn(absent).build()), QueueErrors.UPSTREAM_NOT_FOUND, "does not exist");
  }

  @Test
  void onlyHarmlessVariablesAreStored() {
    TaskId id = fixture.submit(aRequest().environment(Map.of("PATH", "/mine", "API_KEY", "s3cret")).build());

    assertThat(fixture.queue().input(id).orElseThrow().environment()).isEqualTo(Map.of("PATH", "/mine"));
  }

  @Test
  void childrenGetWhatTheSubmitterSentAndTheServersBase() {
    TaskId id = fixture.submit(aRequest().environment(Map.of("HOME", "/mine", "API_KEY", "s3cret")).build());
    fixture.ended(id);

    assertThat(fixture.executor.executed().getFirst().environment())
        .isEqualTo(Map.of("PATH", "/server/bin", "HOME", "/mine", "CLAUDE_WORKER_CORRELATION_ID",
            fixture.queue().find(id).orElseThrow().task().settings().origin().correlationId()));
  }

  @Test
  void eventsTellHowLongATaskWaitedAndItsAttemptTook() {
    fixture.queue().pause(GateScope.ALL, ALICE);
    TaskId id = fixture.submit(aRequest().priority(Priority.URGENT).build());
    fixture.advance(Duration.ofSeconds(90));
    fixture.queue().unpause(GateScope.ALL, ALICE);
    fixture.ended(id);

    var events = fixture.queue().events(new EventFilter(0, Optional.of(id), 10)).events();
    assertThat(events.get(1).data().get("queue_seconds")).contains(new JsonNumber(new BigDecimal("90.000")));
    assertThat(events.get(2).data().get("attempt_seconds")).contains(new JsonNumber(new BigDecimal("0.000")));
  }

  @Test
  void dependentTaskRunsAfterItsUpstreams() {
    var ids = submit(aRequest().build(), aRequest().build(), aRequest().dependsOn(on(0), on(1)).build());

    fixture.ended(ids.get(2));

    assertThat(fixture.eventTypes(ids.get(2))).containsExactly(
        "task.submitted", "task.ready", "task.started", "task.completed");
  }

  @Test
  void failedUpstreamSkipsTheWholeChain() {
    fixture.executor.then(Outcomes.failed(dev.claudeworker.spi.ErrorCategory.USER, false));
    var ids = submit(
        aRequest().build(), aRequest().dependsOn(on(0)).build(), aRequest().dependsOn(on(1)).build());

    Task last = fixture.ended(ids.get(2));

    assertThat(last.status()).isEqualTo(TaskStatus.SKIPPED);
    assertThat(last.place().skippedBecauseOf()).contains(ids.get(1));
    assertThat(fixture.executor.executed()).hasSize(1);
  }

  @Test
  void initialDelayBeginsAfterTheDependency() {
    var ids = submit(
        aRequest().build(), aRequest().dependsOn(on(0)).initialDelay(Duration.ofMinutes(5)).build());
    fixture.await(ids.get(1), task -> task.times().due().isPresent());
    assertThat(fixture.task(ids.get(1)).state().waitReason().orElseThrow().code()).isEqualTo("delay");

    fixture.advance(Duration.ofMinutes(5));

    assertThat(fixture.ended(ids.get(1)).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void urgentTasksOvertake() {
    fixture.queue().pause(GateScope.ALL, ALICE);
    fixture.core.worker().resize(1);
    TaskId normal = fixture.submit();
    TaskId low = fixture.submit(aRequest().priority(Priority.LOW).build());
    TaskId urgent = fixture.submit(aRequest().priority(Priority.URGENT).build());
    fixture.queue().changePriority(low, Priority.HIGH, OptionalLong.empty(), ALICE);
    fixture.queue().unpause(GateScope.ALL, ALICE);
    List.of(normal, low, urgent).forEach(fixture::ended);

    assertThat(fixture.executor.executed()).extracting(context -> context.task().id())
        .containsExactly(urgent, low, normal);
  }

  @Test
  void priorityOfAnotherVersionIsRefused() {
    fixture.queue().pause(GateScope.ALL, ALICE);
    TaskId id = fixture.submit();
    long version = fixture.task(id).version();

    assertFails(
        () -> fixture.queue().changePriority(id, Priority.HIGH, OptionalLong.of(version + 1), ALICE),
        QueueErrors.VERSION_CHANGED, "was changed since you read it");
    fixture.queue().changePriority(id, Priority.HIGH, OptionalLong.of(version), ALICE);
    assertThat(fixture.task(id).settings().priority()).isEqualTo(Priority.HIGH);
  }

  @Test
  void endedTaskCanBeDeletedAndARunningOneCannot() {
    fixture.queue().pause(GateScope.ALL, ALICE);
    TaskId pending = fixture.submit();
    assertFails(() -> fixture.queue().delete(pending, ALICE), QueueErrors.TASK_NOT_ENDED, "cannot be deleted");

    fixture.queue().cancel(pending, false, ALICE);
    fixture.queue().delete(pending, ALICE);

    assertThat(fixture.queue().find(pending)).isEmpty();
    assertFails(() -> fixture.queue().delete(pending, ALICE), QueueErrors.TASK_NOT_FOUND, "There is no task");
  }

  @Test
  void taskThatOthersWaitForCannotBeDeleted() {
    var ids = submit(aRequest().build(), aRequest().initialDelay(Duration.ofHours(1)).dependsOn(on(0)).build());
    fixture.ended(ids.getFirst());
    fixture.await(ids.get(1), task -> task.times().due().isPresent());

    assertFails(() -> fixture.queue().delete(ids.getFirst(), ALICE), QueueErrors.TASK_IN_USE, "cannot be deleted");
  }

  @Test
  void retryAndResumeSayWhatTheyNeed() {
    TaskId completed = fixture.run(aRequest().build()).id();

    assertFails(
        () -> fixture.queue().retry(completed, true, ALICE), QueueErrors.TASK_ENDED,
        "completed) and cannot be retried");
    assertFails(
        () -> fixture.queue().resume(completed, Optional.empty(), ALICE), QueueErrors.NOTHING_TO_RESUME,
        "left nothing that could be continued");
    fixture.queue().pause(GateScope.ALL, ALICE);
    TaskId pending = fixture.submit();
    assertFails(
        () -> fixture.queue().retry(pending, true, ALICE), QueueErrors.TASK_NOT_ENDED,
        "is pending and cannot be retried; only a task that is failed, skipped or cancelled can");
  }

  @Test
  void nobodyIsToldToDoWhatWasJustRefused() {
    TaskId completed = fixture.run(aRequest().build()).id();

    assertThatThrownBy(() -> fixture.queue().retry(completed, true, ALICE)).isInstanceOfSatisfying(
        WorkerException.class,
        refused -> assertThat(refused.suggestion()).contains("resume", "new task").doesNotContain("retry"));
    assertThatThrownBy(() -> fixture.queue().cancel(completed, false, ALICE)).isInstanceOfSatisfying(
        WorkerException.class, refused -> assertThat(refused.suggestion()).doesNotContain("retry"));
  }

  @Test
  void resumedTaskGoesOnWithItsTextAndGetsANewResult() {
    fixture.executor.then(context -> {
      context.saveResumeReference("session-1");
      return ScriptedExecutor.completed("first");
    }).then(context -> ScriptedExecutor.completed("second: " + context.continuation().orElseThrow().text().orElse("")));
    TaskId id = fixture.run(aRequest().build()).id();

    fixture.queue().resume(id, Optional.of("now the docs"), ALICE);
    fixture.await(id, task -> task.status() == TaskStatus.COMPLETED && task.state().attempts() == 2);

    assertThat(fixture.queue().result(id).orElseThrow().text()).isEqualTo("second: now the docs");
  }

  @Test
  void taskThatAsksGoesOnWithTheAnswerAndKeepsItsCounters() {
    fixture.executor.then(context -> {
      context.saveResumeReference("session-1");
      return new AttemptOutcome.Suspended(new WaitCondition(WaitReason.INPUT, Optional.empty(),
          JsonObject.EMPTY.with("question", "Which color?")), Optional.empty(), Usage.NONE);
    }).then(context -> ScriptedExecutor.completed(context.continuation().orElseThrow().text().orElse("")));
    TaskId id = fixture.submit();
    Task asking = fixture.await(id, task -> task.status() == TaskStatus.WAITING);
    assertThat(asking.state().waitReason().orElseThrow().until()).isEmpty();

    fixture.queue().pause(GateScope.ALL, ALICE);

    Task answered = fixture.queue().resume(id, Optional.of("blue"), ALICE).task();

    assertThat(answered.status()).isEqualTo(TaskStatus.PENDING);
    assertThat(answered.state().suspensions()).isEqualTo(1);
    fixture.queue().unpause(GateScope.ALL, ALICE);
    fixture.await(id, task -> task.status() == TaskStatus.COMPLETED);
    assertThat(fixture.queue().result(id).orElseThrow().text()).isEqualTo("blue");
    TaskId delayed = fixture.submit(aRequest().initialDelay(Duration.ofHours(1)).build());
    assertFails(() -> fixture.queue().resume(delayed, Optional.of("now"), ALICE), QueueErrors.TASK_NOT_ENDED,
        "is waiting and cannot be resumed");
  }

  @Test
  void listExplainsPendingTasks() {
    fixture.queue().pause(GateScope.ALL, ALICE);
    fixture.submit();
    fixture.submit(aRequest().initialDelay(Duration.ofHours(1)).build());
    var page = fixture.queue()
        .list(
            new TaskFilter(TaskSettings.DEFAULT_PROJECT, Set.of(), Map.of(), Optional.empty(), Optional.empty(), 10));

    assertThat(page.tasks()).extracting(view -> view.waitReason().orElseThrow().code())
        .containsExactly("delay", "paused");
  }

  @Test
  void waitingForAnAbsentTaskEndsAtOnceAndForALongOneInTime() throws InterruptedException {
    TaskId later = fixture.submit(aRequest().initialDelay(Duration.ofHours(1)).build());

    assertThat(fixture.queue().waitFor(new TaskId(99), Duration.ofHours(1))).isEmpty();
    assertThat(fixture.queue().waitFor(later, Duration.ofMillis(1)).orElseThrow().task().status())
        .isEqualTo(TaskStatus.WAITING);
  }

  @Test
  void waitingForSeveralEndsWithTheFirstThatEnds() throws InterruptedException {
    TaskId one = fixture.submit(aRequest().initialDelay(Duration.ofHours(1)).build());
    TaskId other = fixture.submit(aRequest().initialDelay(Duration.ofHours(1)).build());
    Set<TaskId> both = Set.of(one, other);

    assertThat(fixture.queue().waitForAny(both, Duration.ofMillis(1))).hasSize(2);
    assertThat(fixture.queue().waitForAny(Set.of(one, new TaskId(99)), Duration.ofHours(1))).hasSize(1);
    fixture.queue().cancel(other, false, ALICE);
    assertThat(fixture.queue().waitForAny(both, Duration.ofHours(1)))
        .extracting(view -> view.task().status())
        .containsExactly(TaskStatus.WAITING, TaskStatus.CANCELLED);
  }
}
