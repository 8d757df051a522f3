package dev.claudeworker.wait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.RegisteredServer;
import dev.claudeworker.spi.storage.ServerEntry;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.task.TaskState;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.TaskTimes;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.spi.testkit.NewTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WaitExplanationTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static Task task(TaskStatus status) {
    NewTask built = NewTasks.aTask().executor("shell").account("me").build();
    var reason = status == TaskStatus.WAITING ? Optional.of(WaitReason.of("retry", Optional.of(NOW)))
        : Optional.<WaitReason>empty();
    var state = new TaskState(
        status, reason, 0, 0, 0, 0, 0, false, Optional.empty(), Optional.empty(), Usage.NONE, Optional.empty(),
        Optional.empty());
    return new Task(
        new TaskId(1), built.uuid(), 1, "", built.spec().settings(), state, TaskPlace.ALONE,
        new TaskTimes(NOW, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static Gate gate(GateScope scope, String code, Optional<Instant> until) {
    return new Gate(scope, code, NOW, until, JsonObject.EMPTY.with("message", "because"));
  }

  private static Optional<WaitReason> pending(int free, Optional<String> halted, Set<String> executors, Gate... gates) {
    return WaitExplanation.of(
        task(TaskStatus.PENDING),
        new WaitFacts(NOW, List.of(gates), executors, 4, free, key -> List.of(), halted, OtherServerFacts.ALONE));
  }

  private static String code(Gate... gates) {
    return pending(4, Optional.empty(), Set.of("shell"), gates).orElseThrow().code();
  }

  @Test
  void onlyTasksThatAreNotRunningHaveAReason() {
    var facts = new WaitFacts(NOW, List.of(), Set.of("shell"), 4, 4, key -> List.of(), Optional.empty(),
        OtherServerFacts.ALONE);

    for (var status : TaskStatus.values()) {
      boolean waits = status == TaskStatus.PENDING || status == TaskStatus.WAITING;
      assertThat(WaitExplanation.of(task(status), facts).isPresent()).as(status.word()).isEqualTo(waits);
    }
    assertThat(WaitExplanation.of(task(TaskStatus.WAITING), facts).orElseThrow().code()).isEqualTo("retry");
  }

  @Test
  void fullSlotsAreNamedWithTheirNumber() {
    var reason = pending(0, Optional.empty(), Set.of("shell")).orElseThrow();

    assertThat(reason.code()).isEqualTo("slot");
    assertThat(reason.details().text("message")).contains("all 4 worker slots are taken (worker.max_workers)");
  }

  @Test
  void taskThatNothingHoldsBackIsAboutToStart() {
    assertThat(pending(1, Optional.empty(), Set.of("shell")).orElseThrow().details().text("message"))
        .contains("about to start");
  }

  @Test
  void missingExecutorIsNamedWithTheKnownOnes() {
    var reason = pending(4, Optional.empty(), Set.of("b", "a")).orElseThrow();

    assertThat(reason.code()).isEqualTo("executor_unavailable");
    assertThat(reason.details().text("message")).contains("no running server has the executor 'shell'");
  }

  @Test
  void serverThatClaimsNothingComesFirst() {
    var reason = pending(0, Optional.of("the storage fails: disk full"), Set.of()).orElseThrow();

    assertThat(reason.code()).isEqualTo("server");
    assertThat(reason.details().text("message")).contains("the storage fails: disk full");
  }

  @Test
  void everyScopeOfAGateHoldsBackWhatItCovers() {
    assertThat(code(gate(GateScope.ALL, "paused", Optional.empty()))).isEqualTo("paused");
    assertThat(code(gate(GateScope.executor("shell"), "resources", Optional.empty()))).isEqualTo("resources");
    assertThat(code(gate(GateScope.account("shell", "me"), "usage_limit", Optional.empty()))).isEqualTo("usage_limit");
    assertThat(code(gate(GateScope.account("shell", "you"), "usage_limit", Optional.empty()))).isEqualTo("slot");
    assertThat(code(gate(GateScope.executor("claude-cli"), "resources", Optional.empty()))).isEqualTo("slot");
  }

  @Test
  void gateWhoseTimeHasComeHoldsNothingBackEvenWhileItsRowStands() {
    assertThat(code(gate(GateScope.ALL, "usage_limit", Optional.of(NOW)))).isEqualTo("slot");
    assertThat(code(gate(GateScope.ALL, "usage_limit", Optional.of(NOW.plusNanos(1_000))))).isEqualTo("usage_limit");
  }

  @Test
  void ofSeveralGatesTheOneThatHoldsLongestIsShown() {
    var soon = gate(GateScope.account("shell", "me"), "circuit_open", Optional.of(NOW.plusSeconds(60)));
    var later = gate(GateScope.account("shell", "me"), "usage_limit", Optional.of(NOW.plusSeconds(600)));
    var paused = gate(GateScope.ALL, "paused", Optional.empty());

    assertThat(code(soon, later)).isEqualTo("usage_limit");
    assertThat(code(later, paused, soon)).isEqualTo("paused");
    var reason = pending(4, Optional.empty(), Set.of("shell"), later).orElseThrow();
    assertThat(reason.until()).contains(NOW.plusSeconds(600));
    assertThat(reason.details().text("scope")).contains("account");
    assertThat(reason.details().text("message")).contains("because");
  }

  @Test
  void executorsAndSlotsOfOtherServersCount() {
    var other =
        new RegisteredServer(
            new ServerEntry(
                new LeaseHolder("b", new UUID(1, 2)), "b", Optional.empty(), "1", 3, Map.of(), Set.of("shell"), NOW),
            3, NOW, NOW.plusSeconds(9), true);
    var servers = new OtherServerFacts(Map.of(), List.of(other), Duration.ofMinutes(2), task -> Optional.of("b"));
    var facts =
        new WaitFacts(NOW, List.of(), Set.of(), 4, 4, key -> List.of(), Optional.of("the server stops"), servers);

    var reason = WaitExplanation.of(task(TaskStatus.PENDING), facts).orElseThrow();

    assertThat(reason.code()).isEqualTo("slot");
    assertThat(reason.details().text("message").orElse("")).contains("all 3 worker slots are taken");
  }

  @Test
  void aTaskThatContinuesNamesTheServerToWhichItIsLeft() {
    var plain = task(TaskStatus.PENDING);
    var old = plain.state();
    var state =
        new TaskState(
            old.status(), old.waitReason(), 0, 1, 0, 0, 0, false, Optional.of("session"), Optional.empty(), Usage.NONE,
            Optional.empty(), Optional.empty());
    var task =
        new Task(
            plain.id(), plain.uuid(), 2, "", plain.settings(), state, plain.place(), plain.times());
    var other =
        new RegisteredServer(
            new ServerEntry(
                new LeaseHolder("b", new UUID(1, 2)), "beta", Optional.empty(), "1", 3, Map.of(), Set.of(), NOW),
            3, NOW, NOW.plusSeconds(9), true);
    var servers = new OtherServerFacts(Map.of(), List.of(other), Duration.ofMinutes(2), id -> Optional.of("b"));
    var facts =
        new WaitFacts(NOW, List.of(), Set.of("shell"), 4, 4, key -> List.of(), Optional.empty(), servers);

    var reason = WaitExplanation.of(task, facts).orElseThrow();

    assertThat(reason.code()).isEqualTo("server");
    assertThat(reason.details().text("message").orElse("")).contains("server 'beta'", "120 s (worker.resume_grace)");
  }
}
