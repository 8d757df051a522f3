package dev.claudeworker.worker;

import static dev.claudeworker.spi.task.TaskStatus.CANCELLED;
import static dev.claudeworker.spi.task.TaskStatus.COMPLETED;
import static dev.claudeworker.spi.task.TaskStatus.FAILED;
import static dev.claudeworker.spi.task.TaskStatus.PENDING;
import static dev.claudeworker.spi.task.TaskStatus.RUNNING;
import static dev.claudeworker.spi.task.TaskStatus.SKIPPED;
import static dev.claudeworker.spi.task.TaskStatus.WAITING;
import static dev.claudeworker.worker.OrchestrationFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.queue.QueueErrors;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.FailurePolicy;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.task.WaitReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrchestratedTasksTest {

  @TempDir
  Path home;
  private OrchestrationFixture fixture;

  @BeforeEach
  void start() {
    fixture = new OrchestrationFixture(home);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static void assertRefused(Runnable call, ErrorCode code, String message) {
    assertThatThrownBy(call::run).isInstanceOfSatisfying(
        WorkerException.class, failure -> assertThat(failure.errorCode()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  @Test
  void aDiamondRunsInOrderAndCompletes() {
    fixture.submit(Definition.of("last: left right", "left: first", "right: first", "first"));

    var ended = fixture.await(OrchestrationStatus.COMPLETED);

    assertThat(fixture.began()).hasSize(4).startsWith("first").endsWith("last");
    assertThat(ended.counts().completed()).isEqualTo(4);
    assertThat(ended.counts().total()).isEqualTo(4);
    assertThat(ended.times().started()).isPresent();
    assertThat(ended.times().ended()).isPresent();
    assertThat(fixture.orchestrationEvents())
        .containsExactly("orchestration.submitted", "orchestration.started", "orchestration.completed");
  }

  @Test
  void theSameSubmissionIsAcceptedOnce() {
    var request = Definition.of("a", "b: a").build();
    var first = fixture.core.core.orchestrations().submit(request, Optional.empty());
    var second = fixture.core.core.orchestrations().submit(request, Optional.empty());

    assertThat(first.repeated()).isFalse();
    assertThat(second.repeated()).isTrue();
    assertThat(second.tasks()).isEqualTo(first.tasks());
    assertThat(second.orchestration().id()).isEqualTo(first.orchestration().id());
  }

  @Test
  void dependentsOfAFailureAreSkippedTransitively() {
    fixture.fails("a").submit(Definition.of("a", "b: a", "c: b", "other"));

    fixture.await(OrchestrationStatus.FAILED);

    assertThat(fixture.states()).isEqualTo(Map.of("a", FAILED, "b", SKIPPED, "c", SKIPPED, "other", COMPLETED));
    assertThat(fixture.task("b").place().skippedBecauseOf()).contains(fixture.id("a"));
    assertThat(fixture.task("c").place().skippedBecauseOf()).contains(fixture.id("b"));
  }

  @Test
  void policyContinueRunsThemAnywayAndToleratesTheFailure() {
    fixture.fails("a").submit(Definition.of("a", "b: a").policy(FailurePolicy.CONTINUE));

    fixture.await(OrchestrationStatus.COMPLETED);

    assertThat(fixture.states()).isEqualTo(Map.of("a", FAILED, "b", COMPLETED));
  }

  @Test
  void policyHoldWaitsForAPerson() {
    fixture.fails("a").submit(Definition.of("a", "b: a", "c: b").policy(FailurePolicy.HOLD));
    fixture.await("a", FAILED);

    var held = fixture.await("b", WAITING);
    assertThat(held.state().waitReason().orElseThrow().details().members()).containsKeys("held", "because_of");
    assertThat(fixture.orchestration().status()).isEqualTo(OrchestrationStatus.RUNNING);

    fixture.core.core.orchestrations().release(fixture.id("b"), ALICE);
    fixture.await(OrchestrationStatus.COMPLETED);
    assertThat(fixture.states()).isEqualTo(Map.of("a", FAILED, "b", COMPLETED, "c", COMPLETED));
    assertRefused(() -> fixture.core.core.orchestrations().release(fixture.id("c"), ALICE), QueueErrors.TASK_NOT_HELD,
        "is not held");
  }

  @Test
  void policyFailFastCancelsWhatHasNotStarted() {
    fixture.holds("slow")
        .fails("a")
        .submit(
            Definition.of("slow", "a: gate", "gate", "later: slow", "b: a").policy(FailurePolicy.FAIL_FAST));
    fixture.await("slow", RUNNING);
    fixture.await("a", FAILED);
    fixture.await("later", CANCELLED);
    fixture.letGo("slow");

    fixture.await(OrchestrationStatus.FAILED);

    assertThat(fixture.states())
        .isEqualTo(Map.of("slow", COMPLETED, "gate", COMPLETED, "a", FAILED, "b", SKIPPED, "later", CANCELLED));
  }

  @Test
  void aPausedOrchestrationStartsNothingUntilItIsLetGo() {
    fixture.holds("a");
    OrchestrationId id = fixture.submit(Definition.of("a", "b: a"));
    fixture.await("a", RUNNING);

    fixture.core.core.orchestrations().pause(id, ALICE);
    fixture.letGo("a");
    fixture.await("b", PENDING);
    fixture.core.core.tick();

    assertThat(fixture.member("b").waitReason()).map(WaitReason::code).contains(WaitReason.PAUSED);
    assertThat(fixture.orchestration().status()).isEqualTo(OrchestrationStatus.PAUSED);
    assertThat(fixture.began()).containsExactly("a");

    fixture.core.core.orchestrations().unpause(id, ALICE);
    fixture.await(OrchestrationStatus.COMPLETED);
    assertRefused(() -> fixture.core.core.orchestrations().pause(id, ALICE), QueueErrors.ORCHESTRATION_STATE,
        "is completed and cannot be paused");
  }

  @Test
  void cancelEndsWhatRunsAndNothingStartsAfterwards() {
    fixture.holds("a").when("again", context -> Outcomes.transientFailure());
    OrchestrationId id = fixture.submit(Definition.of("a", "b: a", "again"));
    fixture.await("a", RUNNING);
    fixture.await("again", WAITING);

    fixture.core.core.orchestrations().cancel(id, true, ALICE);
    fixture.await("a", CANCELLED);
    fixture.core.advance(Duration.ofHours(1));

    assertThat(fixture.states()).isEqualTo(Map.of("a", CANCELLED, "b", CANCELLED, "again", CANCELLED));
    assertThat(fixture.orchestration().status()).isEqualTo(OrchestrationStatus.CANCELLED);
    assertThat(fixture.began()).containsExactlyInAnyOrder("a", "again");
    assertThat(fixture.core.core.orchestrations().cancel(id, false, ALICE).status())
        .isEqualTo(OrchestrationStatus.CANCELLED);
  }

  @Test
  void retryRunsOnlyWhatDidNotComplete() {
    fixture.fails("b");
    OrchestrationId id = fixture.submit(Definition.of("a", "b: a", "c: b"));
    fixture.await(OrchestrationStatus.FAILED);
    fixture.when("b", context -> ScriptedExecutor.completed("now"));

    fixture.core.core.orchestrations().retry(id, ALICE);
    fixture.await(OrchestrationStatus.COMPLETED);

    assertThat(fixture.began()).containsExactly("a", "b", "b", "c");
    assertRefused(() -> fixture.core.core.orchestrations().retry(id, ALICE), QueueErrors.ORCHESTRATION_STATE,
        "Nothing of orchestration");
  }

  @Test
  void whenItsTimeRunsOutEverythingEnds() {
    fixture.holds("a");
    fixture.submit(Definition.of("a", "b: a").timeout(Duration.ofMinutes(10)));
    fixture.await("a", RUNNING);

    fixture.core.advance(Duration.ofMinutes(9));
    assertThat(fixture.orchestration().status()).isEqualTo(OrchestrationStatus.RUNNING);
    fixture.core.advance(Duration.ofMinutes(1));

    fixture.await(OrchestrationStatus.TIMED_OUT);
    fixture.await("b", CANCELLED);
    assertThat(fixture.task("a").state().cancelRequested() || fixture.task("a").status() == CANCELLED).isTrue();
  }

  @Test
  void tasksCanBeAddedAndAnEndedOrchestrationGoesOn() {
    OrchestrationId id = fixture.submit(Definition.of("a"));
    fixture.await(OrchestrationStatus.COMPLETED);
    fixture.holds("b");

    fixture.remember(
        fixture.core.core.orchestrations()
            .add(id, Definition.of("c: b", "b: a").addedTo("a").members(), Optional.empty(), ALICE));
    fixture.await(OrchestrationStatus.RUNNING);
    fixture.letGo("b");
    fixture.await(OrchestrationStatus.COMPLETED);

    assertThat(fixture.began()).containsExactly("a", "b", "c");
    assertRefused(
        () -> fixture.core.core.orchestrations()
            .add(new OrchestrationId(999), Definition.of("x").members(), Optional.empty(), ALICE),
        QueueErrors.ORCHESTRATION_NOT_FOUND, "no orchestration 999");
  }

  @Test
  void aCancelledOrchestrationTakesNoMoreTasks() {
    fixture.holds("a");
    OrchestrationId id = fixture.submit(Definition.of("a"));
    fixture.core.core.orchestrations().cancel(id, true, ALICE);

    assertRefused(
        () -> fixture.core.core.orchestrations().add(id, Definition.of("x").members(), Optional.empty(), ALICE),
        QueueErrors.ORCHESTRATION_STATE, "is cancelled and cannot be given more tasks");
  }

  @Test
  void aDelayBeginsAfterTheLastDependency() {
    fixture.submit(Definition.of("a", "b: a").task("b", task -> task.initialDelay(Duration.ofMinutes(2))));
    fixture.await("a", COMPLETED);

    assertThat(fixture.await("b", WAITING).state().waitReason()).map(WaitReason::code).contains(WaitReason.DELAY);
    fixture.core.advance(Duration.ofMinutes(2));

    fixture.await(OrchestrationStatus.COMPLETED);
  }

  @Test
  void dependentsOfOneAnotherInOtherOrchestrationsAndAloneAreServedToo() {
    fixture.holds("a");
    fixture.submit(Definition.of("a"));
    var outside = fixture.core.submit(
        Requests.aRequest()
            .dependsOn(new Dependency(
                new Dependency.Upstream.Existing(fixture.id("a")),
                EdgeCondition.COMPLETED))
            .build());
    assertThat(fixture.core.task(outside).status()).isEqualTo(WAITING);

    fixture.letGo("a");

    assertThat(fixture.core.ended(outside).status()).isEqualTo(COMPLETED);
    assertThat(fixture.in(COMPLETED)).isEqualTo(Set.of("a"));
    assertThat(List.copyOf(fixture.began())).startsWith("a");
  }
}
