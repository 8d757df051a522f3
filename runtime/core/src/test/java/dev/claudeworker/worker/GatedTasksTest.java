package dev.claudeworker.worker;

import static dev.claudeworker.worker.Requests.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.RetryRules;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatedTasksTest {

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

  private String waitCode(TaskId id) {
    return fixture.queue().find(id).orElseThrow().waitReason().orElseThrow().code();
  }

  private List<String> gateEvents() {
    return fixture.storage.events(new EventFilter(0, Optional.empty(), 1_000))
        .events()
        .stream()
        .map(TaskEvent::type)
        .filter(type -> type.startsWith("gate."))
        .toList();
  }

  @Test
  void usageLimitHoldsBackEveryTaskOfTheAccountAndCountsNoFailure() {
    Instant reset = fixture.clock.instant().plus(Duration.ofHours(2));
    fixture.executor.then(Outcomes.usageLimit(Optional.of(reset)));
    TaskId first = fixture.submit();
    fixture.awaitStatus(first, TaskStatus.WAITING);
    TaskId second = fixture.submit();

    assertThat(fixture.task(first).state().failuresCounted()).isZero();
    assertThat(fixture.task(first).state().waitReason().orElseThrow().until()).contains(reset);
    assertThat(fixture.task(second).status()).isEqualTo(TaskStatus.PENDING);
    var reason = fixture.queue().find(second).orElseThrow().waitReason().orElseThrow();
    assertThat(reason.code()).isEqualTo("usage_limit");
    assertThat(reason.until()).contains(reset);
    assertThat(reason.details().text("message")).contains("limit reached");

    fixture.advance(Duration.ofHours(2));

    assertThat(fixture.ended(first).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(fixture.ended(second).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(gateEvents()).containsExactly("gate.closed", "gate.opened");
  }

  @Test
  void usageLimitWithoutKnownEndWaitsAMinuteThenLonger() {
    fixture.executor.then(Outcomes.usageLimit(Optional.empty())).then(Outcomes.usageLimit(Optional.empty()));
    TaskId id = fixture.submit();
    fixture.awaitStatus(id, TaskStatus.WAITING);
    assertThat(fixture.task(id).times().due()).contains(fixture.clock.instant().plusSeconds(60));

    fixture.advance(Duration.ofSeconds(60));
    fixture.await(id, task -> task.state().suspensions() == 2);

    assertThat(fixture.task(id).times().due()).contains(fixture.clock.instant().plusSeconds(90));
  }

  @Test
  void pausedQueueClaimsNothingUntilItIsUnpaused() {
    fixture.queue().pause(GateScope.ALL, Requests.ALICE);
    TaskId id = fixture.submit();
    assertThat(fixture.task(id).status()).isEqualTo(TaskStatus.PENDING);
    assertThat(waitCode(id)).isEqualTo("paused");
    assertThat(fixture.queue().gates()).hasSize(1);

    fixture.queue().unpause(GateScope.ALL, Requests.ALICE);

    assertThat(fixture.ended(id).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(gateEvents()).containsExactly("gate.closed", "gate.opened");
  }

  @Test
  void externalFailuresInARowOpenTheCircuitAndOneProbeAtATimeClosesIt() throws InterruptedException {
    var once = RetryRules.DEFAULT.withAttempts(1);
    for (int i = 0; i < 5; i++) {
      fixture.executor.then(Outcomes.externalFailure());
      fixture.run(aRequest().retry(once).build());
    }
    var probing = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    fixture.executor.then(context -> {
      probing.countDown();
      goOn.await();
      return ScriptedExecutor.completed("probe");
    });
    TaskId probe = fixture.submit();
    TaskId next = fixture.submit();
    assertThat(waitCode(probe)).isEqualTo("circuit_open");
    assertThat(fixture.executor.executed()).hasSize(5);

    fixture.advance(Duration.ofSeconds(60));
    probing.await();
    fixture.core.tick();
    fixture.submit();

    assertThat(fixture.task(next).status()).isEqualTo(TaskStatus.PENDING);
    assertThat(fixture.executor.executed()).hasSize(6);
    goOn.countDown();
    assertThat(fixture.ended(next).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void failedProbeOpensTheCircuitAgain() {
    var once = RetryRules.DEFAULT.withAttempts(1);
    for (int i = 0; i < 6; i++) {
      fixture.executor.then(Outcomes.externalFailure());
    }
    for (int i = 0; i < 5; i++) {
      fixture.run(aRequest().retry(once).build());
    }
    TaskId probe = fixture.submit(aRequest().retry(once).build());
    fixture.advance(Duration.ofSeconds(60));
    fixture.ended(probe);
    TaskId behind = fixture.submit();

    assertThat(waitCode(behind)).isEqualTo("circuit_open");
    fixture.advance(Duration.ofSeconds(59));
    assertThat(fixture.task(behind).status()).isEqualTo(TaskStatus.PENDING);
    fixture.advance(Duration.ofSeconds(1));
    assertThat(fixture.ended(behind).status()).isEqualTo(TaskStatus.COMPLETED);
  }
}
