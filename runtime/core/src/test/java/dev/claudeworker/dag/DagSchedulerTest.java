package dev.claudeworker.dag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.JsonValue.JsonNumber;
import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.storage.DependentTask;
import dev.claudeworker.spi.storage.DependentTask.ResolvedEdge;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.TaskMove;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DagSchedulerTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final TaskId TASK = new TaskId(100);
  private final DagScheduler scheduler =
      new DagScheduler((task, due, ahead) -> due.toEpochMilli() + 7 + 1_000L * ahead, NOW);

  private static Task task(Duration delay, int upstreams, int unmet) {
    NewTask built = NewTasks.aTask().initialDelay(delay).build();
    List<TaskId> dependsOn = LongStream.rangeClosed(1, upstreams).mapToObj(TaskId::new).toList();
    var state = new TaskState(
        TaskStatus.WAITING, Optional.of(WaitReason.of(WaitReason.DEPENDENCY, Optional.empty())), 0, 0, 0, 0, 0, false,
        Optional.empty(), Optional.empty(), Usage.NONE, Optional.empty(), Optional.empty());
    return new Task(
        TASK, built.uuid(), 1, "", built.spec().settings(), state,
        TaskPlace.ALONE.withUpstreams(dependsOn, unmet),
        new TaskTimes(NOW, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static ResolvedEdge edge(long upstream, TaskStatus status, EdgeCondition on) {
    return new ResolvedEdge(new TaskId(upstream), status, on);
  }

  private List<TaskMove> decide(Task task, ResolvedEdge... edges) {
    return scheduler.decide(List.of(new DependentTask(task, List.of(edges))));
  }

  @Test
  void everyFinalStateMeetsEveryCondition() {
    var satisfied = List.of(
        List.of(TaskStatus.COMPLETED, EdgeCondition.COMPLETED),
        List.of(TaskStatus.COMPLETED, EdgeCondition.ENDED),
        List.of(TaskStatus.FAILED, EdgeCondition.ENDED),
        List.of(TaskStatus.SKIPPED, EdgeCondition.ENDED),
        List.of(TaskStatus.CANCELLED, EdgeCondition.ENDED),
        List.of(TaskStatus.FAILED, EdgeCondition.FAILED));

    for (var status : Arrays.stream(TaskStatus.values()).filter(TaskStatus::isFinal).toList()) {
      for (var on : EdgeCondition.values()) {
        var moves = decide(task(Duration.ZERO, 1, 0), edge(1, status, on));
        var expected = satisfied.contains(List.of(status, on)) ? TaskStatus.PENDING : TaskStatus.SKIPPED;
        assertThat(moves).as("%s on %s", status, on).singleElement().extracting(TaskMove::to).isEqualTo(expected);
      }
    }
  }

  @Test
  void taskBecomesDueWhenItsLastEdgeIsSatisfied() {
    var move = decide(
        task(Duration.ZERO, 2, 0), edge(1, TaskStatus.COMPLETED, EdgeCondition.COMPLETED),
        edge(2, TaskStatus.FAILED, EdgeCondition.ENDED)).getFirst();

    assertThat(move.to()).isEqualTo(TaskStatus.PENDING);
    assertThat(move.claimOrder()).isEqualTo(OptionalLong.of(NOW.toEpochMilli() + 7));
    assertThat(move.events()).singleElement().extracting(event -> event.type()).isEqualTo("task.ready");
  }

  @Test
  void taskStaysWhileEdgesAreOpenAndNoneIsBroken() {
    assertThat(decide(task(Duration.ZERO, 2, 1), edge(1, TaskStatus.COMPLETED, EdgeCondition.COMPLETED))).isEmpty();
  }

  @Test
  void oneBrokenEdgeSkipsAtOnceAndNamesTheFirstCulprit() {
    var move = decide(
        task(Duration.ZERO, 4, 1), edge(3, TaskStatus.CANCELLED, EdgeCondition.COMPLETED),
        edge(1, TaskStatus.COMPLETED, EdgeCondition.COMPLETED), edge(2, TaskStatus.SKIPPED, EdgeCondition.COMPLETED))
        .getFirst();

    assertThat(move.to()).isEqualTo(TaskStatus.SKIPPED);
    assertThat(move.skippedBecauseOf()).contains(new TaskId(2));
    assertThat(move.events().getFirst().data().text("upstream_status")).contains("skipped");
  }

  @Test
  void initialDelayBeginsAfterTheLastDependency() {
    var move = decide(
        task(Duration.ofSeconds(90), 1, 0), edge(1, TaskStatus.COMPLETED, EdgeCondition.COMPLETED)).getFirst();

    assertThat(move.to()).isEqualTo(TaskStatus.WAITING);
    assertThat(move.due()).contains(NOW.plusSeconds(90));
    assertThat(move.waitReason()).contains(WaitReason.of(WaitReason.DELAY, Optional.of(NOW.plusSeconds(90))));
    assertThat(move.events().getFirst().type()).isEqualTo("task.delayed");
  }

  @Test
  void everyDependentIsDecidedOnItsOwn() {
    var ready = new DependentTask(
        task(Duration.ZERO, 1, 0), List.of(edge(1, TaskStatus.COMPLETED, EdgeCondition.COMPLETED)));
    var open = new DependentTask(
        task(Duration.ZERO, 2, 1), List.of(edge(1, TaskStatus.COMPLETED, EdgeCondition.COMPLETED)));
    var broken = new DependentTask(
        task(Duration.ZERO, 2, 1), List.of(edge(1, TaskStatus.COMPLETED, EdgeCondition.FAILED)));

    assertThat(scheduler.decide(List.of(ready, open, broken))).extracting(TaskMove::to)
        .containsExactly(TaskStatus.PENDING, TaskStatus.SKIPPED);
  }

  private static ResolvedEdge holding(long upstream, TaskStatus status) {
    return new ResolvedEdge(new TaskId(upstream), status, EdgeCondition.COMPLETED, IfBroken.HOLD);
  }

  @Test
  void aHoldingEdgeKeepsTheTaskWaitingAndSaysWhy() {
    var move = decide(task(Duration.ZERO, 2, 0), holding(2, TaskStatus.FAILED)).getFirst();

    assertThat(move.to()).isEqualTo(TaskStatus.WAITING);
    assertThat(move.due()).isEmpty();
    assertThat(move.waitReason().orElseThrow().code()).isEqualTo(WaitReason.DEPENDENCY);
    assertThat(move.waitReason().orElseThrow().details().get("because_of")).contains(JsonNumber.of(2));
    assertThat(move.events().getFirst().type()).isEqualTo("task.held");
  }

  @Test
  void whatIsHeldAlreadyIsNotToldAgainAndASkippingEdgeStillSkips() {
    Task held = task(Duration.ZERO, 2, 0);
    var reason = decide(held, holding(2, TaskStatus.FAILED)).getFirst().waitReason();
    var state = held.state();
    Task told = new Task(held.id(), held.uuid(), 2, "", held.settings(),
        new TaskState(state.status(), reason, 0, 0, 0, 0, 0, false, Optional.empty(), Optional.empty(), Usage.NONE,
            Optional.empty(), Optional.empty()),
        held.place(), held.times());

    assertThat(decide(told, holding(2, TaskStatus.FAILED))).isEmpty();
    assertThat(decide(told, holding(2, TaskStatus.FAILED), edge(1, TaskStatus.FAILED, EdgeCondition.COMPLETED)))
        .singleElement()
        .extracting(TaskMove::to)
        .isEqualTo(TaskStatus.SKIPPED);
  }
}
