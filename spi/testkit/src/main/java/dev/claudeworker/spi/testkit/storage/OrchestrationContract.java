package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.DependentTask;
import dev.claudeworker.spi.storage.DependentTask.ResolvedEdge;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Dependents: asked about once, with all that is known, level by level, in the transaction of what ended. */
public abstract class OrchestrationContract extends StorageConcern {

  /** For subclasses. */
  protected OrchestrationContract() {}

  @Test
  final void aDependentKnowsWhatItDependsOn() {
    List<TaskId> ids = store().submit(
        List.of(
            aTask().build(),
            aTask().build(),
            aTask().dependsOnSubmitted(1).dependsOnSubmitted(0).build()));

    assertThat(store().task(ids.get(2)).place().dependsOn()).containsExactly(ids.get(0), ids.get(1));
    assertThat(store().task(ids.get(2)).place().unmet()).isEqualTo(2);
    assertThat(store().status(ids.get(2))).isEqualTo(TaskStatus.WAITING);
  }

  @Test
  final void oneEndedParentLowersUnmet() {
    TaskId child = childOfTwo();
    store().applied(Finishes.completed(store().claim()));

    assertThat(store().task(child).place().unmet()).isEqualTo(1);
    assertThat(store().status(child)).isEqualTo(TaskStatus.WAITING);
  }

  @Test
  final void theLastParentReleasesTheChild() {
    TaskId child = childOfTwo();
    store().applied(Finishes.completed(store().claim()));

    store().applied(Finishes.completed(store().claim()));

    assertThat(store().task(child).place().unmet()).isZero();
    assertThat(store().status(child)).isEqualTo(TaskStatus.PENDING);
    assertThat(store().history(child)).containsExactly(EventTypes.TASK_SUBMITTED, EventTypes.TASK_READY);
  }

  @Test
  final void twoParentsEndingInOneGroupReleaseTheChildOnce() {
    TaskId child = childOfTwo();
    List<ClaimedTask> parents = store().claim(Claims.by(SERVER).limit(2));
    RecordingRule rule = new RecordingRule();

    store().applied(rule, Finishes.completed(parents.get(0)), Finishes.completed(parents.get(1)));

    assertThat(rule.asked()).hasSize(1);
    DependentTask asked = rule.asked().get(0);
    assertThat(asked.task().place().unmet()).isZero();
    assertThat(asked.resolved())
        .containsExactly(
            new ResolvedEdge(parents.get(0).task().id(), TaskStatus.COMPLETED, EdgeCondition.COMPLETED),
            new ResolvedEdge(parents.get(1).task().id(), TaskStatus.COMPLETED, EdgeCondition.COMPLETED));
    assertThat(store().history(child)).containsExactly(EventTypes.TASK_SUBMITTED, EventTypes.TASK_READY);
  }

  @Test
  final void twoParentsEndingOnTwoThreadsReleaseEachChildOnce() throws Exception {
    for (int round = 0; round < 25; round++) {
      TaskId child = childOfTwo();
      List<ClaimedTask> parents = store().claim(Claims.by(SERVER).limit(2));

      List<GroupResult> results =
          Race.run(2, runner -> () -> store().apply(Groups.of(Finishes.completed(parents.get(runner)))));

      assertThat(results).allSatisfy(result -> StorageDriver.isApplied(result.results().get(0)));
      assertThat(store().task(child).place().unmet()).isZero();
      assertThat(store().history(child)).containsExactly(EventTypes.TASK_SUBMITTED, EventTypes.TASK_READY);
      assertThat(store().claimIds(Claims.by(SERVER).limit(9))).containsExactly(child);
    }
  }

  @Test
  final void theRuleSeesTheEdgesThatAreResolvedSoFar() {
    TaskId failing = store().submit(aTask().claimOrder(1));
    TaskId open = store().submit(aTask().claimOrder(2));
    TaskId child =
        store().submit(aTask().dependsOn(open).dependsOn(failing, EdgeCondition.FAILED));
    RecordingRule rule = new RecordingRule();

    store().applied(rule, Finishes.failed(store().claim()));

    assertThat(rule.asked()).hasSize(1);
    DependentTask asked = rule.asked().get(0);
    assertThat(asked.task().id()).isEqualTo(child);
    assertThat(asked.task().place().unmet()).isEqualTo(1);
    assertThat(asked.resolved())
        .containsExactly(new ResolvedEdge(failing, TaskStatus.FAILED, EdgeCondition.FAILED));
    assertThat(store().status(child)).isEqualTo(TaskStatus.WAITING);
  }

  @Test
  final void dependentsAreShownByIdAndEachOnce() {
    TaskId parent = store().submit();
    List<TaskId> children = new ArrayList<>();
    for (int index = 0; index < 30; index++) {
      children.add(store().submit(aTask().dependsOn(parent)));
    }
    RecordingRule rule = new RecordingRule();

    store().applied(rule, Finishes.completed(store().claim()));

    assertThat(rule.calls()).hasSize(1);
    assertThat(rule.asked()).extracting(asked -> asked.task().id()).isEqualTo(children);
    assertThat(store().claimIds(Claims.by(SERVER).limit(40))).isEqualTo(children);
  }

  @Test
  final void aDependentIsShownWhateverItWaitsFor() {
    TaskId parent = store().submit();
    NewTasks approval = aTask()
        .dependsOn(parent)
        .waiting(WaitReason.of(WaitReason.APPROVAL, Optional.empty()));
    TaskId child = store().submit(approval);
    RecordingRule rule = new RecordingRule();

    store().applied(rule, Finishes.failed(store().claim()));

    assertThat(rule.asked()).extracting(asked -> asked.task().id()).containsExactly(child);
    assertThat(store().status(child)).isEqualTo(TaskStatus.SKIPPED);
  }

  @Test
  final void theRuleIsNotAskedWithoutDependents() {
    store().submit(NewTasks.tasks(2));
    RecordingRule rule = new RecordingRule();

    store().applied(rule, Finishes.completed(store().claim()), Groups.submit(aTask()));

    assertThat(rule.calls()).isEmpty();
  }

  @Test
  final void aTaskThatGoesBackIntoTheQueueResolvesNothing() {
    TaskId parent = store().submit();
    TaskId child = store().submit(aTask().dependsOn(parent));
    RecordingRule rule = new RecordingRule();

    store().applied(rule, Finishes.retried(store().claim(), SettableClock.START));

    assertThat(rule.calls()).isEmpty();
    assertThat(store().task(child).place().unmet()).isEqualTo(1);
  }

  @Test
  final void aLostLeaseReleasesNobody() {
    TaskId parent = store().submit();
    TaskId child = store().submit(aTask().dependsOn(parent));
    ClaimedTask claimed = store().claim();
    Unit lost = Finishes.completed(LeaseContract.withToken(claimed, UUID.randomUUID()));
    RecordingRule rule = new RecordingRule();

    store().apply(Groups.of(rule, lost));

    assertThat(rule.calls()).isEmpty();
    assertThat(store().task(child).place().unmet()).isEqualTo(1);
  }

  @Test
  final void aParentThatEndsInTheGroupOfItsChildIsCountedOnce() {
    TaskId other = store().submit(aTask().claimOrder(2));
    store().submit(aTask().claimOrder(1));
    ClaimedTask parent = store().claim();
    TaskId id = parent.task().id();

    GroupResult result = store()
        .apply(
            Groups.of(
                Groups.submit(aTask().dependsOn(id).dependsOn(other)),
                Finishes.completed(parent),
                Groups.submit(aTask().dependsOn(id).dependsOn(other), aTask().dependsOn(id))));

    assertThat(result.results()).allSatisfy(StorageDriver::isApplied);
    assertThat(store().task(new TaskId(id.value() + 1)).place().unmet()).isEqualTo(1);
    assertThat(store().task(new TaskId(id.value() + 2)).place().unmet()).isEqualTo(1);
    assertThat(store().status(new TaskId(id.value() + 3))).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  final void eventsOfCausesComeBeforeThoseOfEffects() {
    TaskId root = store().submit();
    store().submit(aTask().dependsOn(root));
    ClaimedTask claimed = store().claim();

    GroupResult result =
        store().apply(Groups.claiming(Claims.by(SERVER).limit(5), Finishes.completed(claimed)));

    assertThat(result.events())
        .extracting(TaskEvent::type)
        .containsExactly(EventTypes.TASK_COMPLETED, EventTypes.TASK_READY, EventTypes.TASK_STARTED);
  }

  private TaskId childOfTwo() {
    List<TaskId> ids = store().submit(
        List.of(
            aTask().build(),
            aTask().build(),
            aTask().dependsOnSubmitted(0).dependsOnSubmitted(1).build()));
    return ids.get(2);
  }
}
