package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewOrchestrations.anOrchestration;
import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.TaskDependencies;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The dependencies of a task that has not started can change, whole or not at all, and never close a cycle. */
public abstract class DependencyContract extends StorageConcern {

  /** For subclasses. */
  protected DependencyContract() {}

  @Test
  final void anAddedUpstreamMakesAPendingTaskWait() {
    TaskId upstream = store().submit(aTask().claimOrder(1));
    TaskId task = store().submit();

    store().applied(change(task, List.of(upstream), Set.of()));

    Task waiting = store().task(task);
    assertThat(waiting.status()).isEqualTo(TaskStatus.WAITING);
    assertThat(waiting.state().waitReason().map(WaitReason::code)).contains(WaitReason.DEPENDENCY);
    assertThat(waiting.place().dependsOn()).containsExactly(upstream);
    assertThat(waiting.place().unmet()).isEqualTo(1);
    assertThat(store().history(task)).contains(EventTypes.TASK_DEPENDENCIES_CHANGED);
    store().applied(Finishes.completed(store().claim()));
    assertThat(store().claimIds(Claims.by("server-1"))).containsExactly(task);
  }

  @Test
  final void anAddedEdgeIsKeptAsItIs() {
    TaskId upstream = store().submit();
    TaskId task = store().submit();
    Dependency edge = new Dependency(new Upstream.Existing(upstream), EdgeCondition.FAILED, IfBroken.HOLD);

    store().applied(changed(task, List.of(edge), Set.of()));

    assertThat(store().graphs().dependencies(task, 9).upstream()).singleElement().satisfies(found -> {
      assertThat(found.task()).isEqualTo(upstream);
      assertThat(found.on()).isEqualTo(EdgeCondition.FAILED);
      assertThat(found.ifBroken()).isEqualTo(IfBroken.HOLD);
    });
  }

  @Test
  final void aRemovedUpstreamReleasesTheTask() {
    TaskId upstream = store().submit(aTask().claimOrder(9_000));
    TaskId task = store().submit(aTask().dependsOn(upstream));

    store().applied(change(task, List.of(), Set.of(upstream)));

    assertThat(store().status(task)).isEqualTo(TaskStatus.PENDING);
    assertThat(store().task(task).place().dependsOn()).isEmpty();
    assertThat(store().graphs().dependencies(upstream, 9).dependents()).isEmpty();
    store().applied(Finishes.completed(store().claim()), Moves.of(store().task(upstream)).cancelled().unit());
    assertThat(store().status(task)).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  final void oneUpstreamCanReplaceAnother() {
    TaskId old = store().submit();
    TaskId other = store().submit();
    TaskId task = store().submit(aTask().dependsOn(old));

    store().applied(change(task, List.of(other), Set.of(old)));

    assertThat(store().status(task)).isEqualTo(TaskStatus.WAITING);
    assertThat(store().task(task).place().dependsOn()).containsExactly(other);
    assertThat(store().task(task).place().unmet()).isEqualTo(1);
  }

  @Test
  final void anEdgeCanBeReplacedByAnotherConditionOfTheSameUpstream() {
    TaskId upstream = store().submit();
    TaskId task = store().submit(aTask().dependsOn(upstream));

    store().applied(
        changed(task, List.of(new Dependency(new Upstream.Existing(upstream), EdgeCondition.ENDED)), Set.of(upstream)));
    store().applied(Finishes.failed(store().claim()));

    assertThat(store().status(task)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  final void anAddedUpstreamThatHasEndedIsDecidedAtOnce() {
    TaskId failed = store().submit(aTask().claimOrder(1));
    store().applied(Finishes.failed(store().claim()));
    TaskId completed = store().submit(aTask().claimOrder(1));
    store().applied(Finishes.completed(store().claim()));
    TaskId runs = store().submit();
    TaskId skipped = store().submit();

    store().applied(change(runs, List.of(completed), Set.of()));
    store().applied(change(skipped, List.of(failed), Set.of()));

    assertThat(store().status(runs)).isEqualTo(TaskStatus.PENDING);
    assertThat(store().status(skipped)).isEqualTo(TaskStatus.SKIPPED);
    assertThat(store().task(skipped).place().skippedBecauseOf()).contains(failed);
  }

  @Test
  final void anUpstreamThatEndsInTheSameGroupIsCountedOnce() {
    TaskId upstream = store().submit(aTask().claimOrder(1));
    TaskId task = store().submit();
    Unit finish = Finishes.completed(store().claim());

    store().applied(change(task, List.of(upstream), Set.of()), finish);

    assertThat(store().task(task).place().unmet()).isZero();
    assertThat(store().status(task)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  final void aCycleIsRefusedAndNamed() {
    List<TaskId> ids = store().submitGraph(
        anOrchestration().submit(
            aTask().named("a"),
            aTask().named("b").dependsOnSubmitted(0),
            aTask().named("c").dependsOnSubmitted(1)))
        .tasks();
    String before = store().graphSnapshot();

    UnitResult result = store().apply(change(ids.get(0), List.of(ids.get(2)), Set.of()));

    isRefused(result, Refusal.CYCLE);
    assertThat(((UnitResult.Refused) result).message()).contains("a -> b -> c -> a");
    assertThat(store().graphSnapshot()).isEqualTo(before);
    isRefused(store().apply(change(ids.get(1), List.of(ids.get(1)), Set.of())), Refusal.CYCLE);
  }

  @Test
  final void aCycleThroughAnEdgeThatGoesBackIsSeen() {
    TaskId one = store().submit();
    TaskId two = store().submit();
    TaskId three = store().submit();
    store().applied(change(one, List.of(three), Set.of()));

    isRefused(store().apply(change(three, List.of(one), Set.of())), Refusal.CYCLE);
    store().applied(change(two, List.of(one), Set.of()));
    isRefused(store().apply(change(three, List.of(two), Set.of())), Refusal.CYCLE);
    store().applied(change(two, List.of(three), Set.of()));
  }

  @Test
  final void twoChangesOfOneGroupCloseNoCycle() {
    TaskId one = store().submit();
    TaskId two = store().submit();

    List<UnitResult> results = store()
        .apply(Groups.of(change(one, List.of(two), Set.of()), change(two, List.of(one), Set.of())))
        .results();

    StorageDriver.isApplied(results.get(0));
    isRefused(results.get(1), Refusal.CYCLE);
  }

  @Test
  final void aRemovedEdgeClosesNoCycle() {
    TaskId one = store().submit();
    TaskId two = store().submit(aTask().dependsOn(one));
    store().applied(change(two, List.of(), Set.of(one)));

    store().applied(change(one, List.of(two), Set.of()));

    assertThat(store().task(one).place().dependsOn()).containsExactly(two);
  }

  @Test
  final void generatedChangesAreRefusedExactlyIfTheyCloseACycle() {
    Random random = new Random(7);
    List<TaskId> ids = store().submit(NewTasks.tasks(9));
    Set<List<TaskId>> edges = new HashSet<>();
    for (int step = 0; step < 120; step++) {
      TaskId upstream = ids.get(random.nextInt(ids.size()));
      TaskId task = ids.get(random.nextInt(ids.size()));
      if (edges.contains(List.of(upstream, task))) {
        store().applied(change(task, List.of(), Set.of(upstream)));
        edges.remove(List.of(upstream, task));
      } else {
        UnitResult result = store().apply(change(task, List.of(upstream), Set.of()));
        boolean cycle = reaches(edges, task, upstream);
        assertThat(result instanceof UnitResult.Refused).as(edges + " and " + upstream + " -> " + task)
            .isEqualTo(cycle);
        if (!cycle) {
          edges.add(List.of(upstream, task));
        }
      }
    }
    assertThat(edges).isNotEmpty();
  }

  private static boolean reaches(Set<List<TaskId>> edges, TaskId from, TaskId goal) {
    Set<TaskId> seen = new HashSet<>(Set.of(from));
    for (boolean grew = true; grew;) {
      grew = edges.stream()
          .filter(edge -> seen.contains(edge.get(0)))
          .map(edge -> edge.get(1))
          .toList()
          .stream()
          .map(seen::add)
          .reduce(false, Boolean::logicalOr);
    }
    return seen.contains(goal);
  }

  @Test
  final void badChangesAreRefused() {
    TaskId upstream = store().submit();
    TaskId task = store().submit(aTask().dependsOn(upstream));
    TaskId other = store().submit();
    String before = store().graphSnapshot();

    isRefused(store().apply(change(task, List.of(upstream), Set.of())), Refusal.INVALID);
    isRefused(store().apply(change(task, List.of(), Set.of(other))), Refusal.INVALID);
    isRefused(store().apply(change(task, List.of(other, other), Set.of())), Refusal.INVALID);
    isRefused(store().apply(change(task, List.of(new TaskId(4711)), Set.of())), Refusal.NOT_FOUND);
    Dependency inSubmission = new Dependency(new Upstream.InSubmission(0), EdgeCondition.ENDED);
    isRefused(store().apply(changed(task, List.of(inSubmission), Set.of())), Refusal.INVALID);

    assertThat(store().graphSnapshot()).isEqualTo(before);
  }

  @Test
  final void aTaskThatHasStartedKeepsItsDependencies() {
    TaskId task = store().submit(aTask().claimOrder(1));
    TaskId upstream = store().submit();
    Unit late = change(task, List.of(upstream), Set.of());
    Unit otherVersion = versioned(upstream, store().task(upstream).version() + 1);
    store().claim();

    isRefused(store().apply(late), Refusal.STATE_CHANGED);
    isRefused(store().apply(otherVersion), Refusal.VERSION_CHANGED);
  }

  @Test
  final void oneOfTwoChangesThatCloseACycleWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      List<TaskId> ids = new ArrayList<>(List.of(store().submit(), store().submit()));
      List<Unit> changes = List.of(
          change(ids.get(0), List.of(ids.get(1)), Set.of()), change(ids.get(1), List.of(ids.get(0)), Set.of()));

      List<UnitResult> results = Race.run(2, runner -> () -> store().apply(changes.get(runner)));

      assertThat(results).filteredOn(UnitResult.Applied.class::isInstance).hasSize(1);
    }
  }

  @Test
  final void anAddedEdgeKnowsWhenItWasMade() {
    TaskId upstream = store().submit();
    TaskId task = store().submit();

    store().applied(change(task, List.of(upstream), Set.of()));

    TaskDependencies.Edge edge = store().graphs().dependencies(task, 1).upstream().get(0);
    assertThat(edge.created()).isEqualTo(SettableClock.START);
  }

  private Unit change(TaskId task, List<TaskId> add, Set<TaskId> remove) {
    return changed(
        task,
        add.stream().map(id -> new Dependency(new Upstream.Existing(id), EdgeCondition.COMPLETED)).toList(),
        remove);
  }

  private Unit changed(TaskId task, List<Dependency> add, Set<TaskId> remove) {
    return change(task, add, remove, OptionalLong.empty());
  }

  private Unit versioned(TaskId task, long version) {
    return change(task, List.of(), Set.of(), OptionalLong.of(version));
  }

  private Unit change(TaskId id, List<Dependency> add, Set<TaskId> remove, OptionalLong version) {
    Task task = store().task(id);
    return new Unit.ChangeDependencies(
        id,
        add,
        remove,
        Moves.of(task).waiting(WaitReason.DEPENDENCY, Optional.empty()).events().build(),
        version,
        Drafts.event(EventTypes.TASK_DEPENDENCIES_CHANGED));
  }
}
