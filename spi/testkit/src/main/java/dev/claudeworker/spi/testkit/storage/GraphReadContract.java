package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewOrchestrations.anOrchestration;
import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.GraphReads.Direction;
import dev.claudeworker.spi.storage.OrchestrationFilter;
import dev.claudeworker.spi.storage.OrchestrationPage;
import dev.claudeworker.spi.storage.OrchestrationTask;
import dev.claudeworker.spi.storage.ProgressUpdate;
import dev.claudeworker.spi.storage.RelatedTasks;
import dev.claudeworker.spi.storage.RelatedTasks.Related;
import dev.claudeworker.spi.storage.TaskDependencies;
import dev.claudeworker.spi.storage.UnitResult.Applied;
import dev.claudeworker.spi.task.Progress;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.OrchestrationMoves;
import dev.claudeworker.spi.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can be read about orchestrations and dependencies. */
public abstract class GraphReadContract extends StorageConcern {

  private static final Instant LATER = SettableClock.START.plusSeconds(90);

  /** For subclasses. */
  protected GraphReadContract() {}

  @Test
  final void orchestrationsAreListedNewestFirstInPages() {
    List<OrchestrationId> ids = new ArrayList<>();
    for (int index = 0; index < 5; index++) {
      ids.add(submit(aTask().named("a")));
    }

    OrchestrationPage first = store().graphs().orchestrations(StorageDriver.orchestrations(3));
    OrchestrationPage second = store().graphs()
        .orchestrations(new OrchestrationFilter("default", Set.of(), Optional.of(ids.get(2)), 3));

    assertThat(first.orchestrations()).extracting(Orchestration::id)
        .containsExactly(ids.get(4), ids.get(3), ids.get(2));
    assertThat(first.more()).isTrue();
    assertThat(first.asOf()).isEqualTo(store().head());
    assertThat(second.orchestrations()).extracting(Orchestration::id).containsExactly(ids.get(1), ids.get(0));
    assertThat(second.more()).isFalse();
  }

  @Test
  final void orchestrationsAreFilteredByProjectAndState() {
    OrchestrationId cancelled = submit(aTask().named("a"));
    store().applied(OrchestrationMoves.of(store().orchestration(cancelled)).cancelled().unit());
    OrchestrationId pending = submit(aTask().named("a"));
    store().submitGraph(anOrchestration().project("other").submit(aTask().project("other").named("a")));

    assertThat(listed(OrchestrationStatus.CANCELLED)).containsExactly(cancelled);
    assertThat(listed(OrchestrationStatus.PENDING, OrchestrationStatus.CANCELLED)).containsExactly(pending, cancelled);
    assertThat(listed(OrchestrationStatus.RUNNING)).isEmpty();
    assertThat(listed()).containsExactly(pending, cancelled);
  }

  private List<OrchestrationId> listed(OrchestrationStatus... statuses) {
    return store().graphs()
        .orchestrations(new OrchestrationFilter("default", Set.of(statuses), Optional.empty(), 9))
        .orchestrations()
        .stream()
        .map(Orchestration::id)
        .toList();
  }

  @Test
  final void unknownNumbersAreEmpty() {
    assertThat(store().graphs().orchestration(new OrchestrationId(4711))).isEmpty();
    assertThat(store().graphs().tasks(new OrchestrationId(4711), Optional.empty(), 10)).isEmpty();
    assertThat(store().graphs().dependencies(new TaskId(4711), 10))
        .isEqualTo(new TaskDependencies(List.of(), List.of(), false));
    assertThat(store().graphs().related(new TaskId(4711), Direction.DOWN, 10))
        .isEqualTo(new RelatedTasks(List.of(), false));
    assertThat(store().graphs().laneHolders("nobody", 10)).isEmpty();
  }

  @Test
  final void anOrchestrationBecomesDueAtItsDeadline() {
    OrchestrationId id = store().submitGraph(
        anOrchestration().timeout(Duration.ofSeconds(90)).submit(aTask().named("a"))).orchestration().orElseThrow();
    store().submit(aTask().delayedUntil(LATER.plusSeconds(1)));

    assertThat(store().storage().nextDue()).contains(LATER);
    assertThat(store().graphs().due(LATER.minusNanos(1_000), 9)).isEmpty();
    assertThat(store().graphs().due(LATER, 9)).extracting(Orchestration::id).containsExactly(id);

    store().applied(OrchestrationMoves.of(store().orchestration(id))
        .cancelled()
        .to(OrchestrationStatus.TIMED_OUT)
        .unit());

    assertThat(store().graphs().due(LATER, 9)).isEmpty();
    assertThat(store().storage().nextDue()).contains(LATER.plusSeconds(1));
  }

  @Test
  final void theTasksOfAnOrchestrationAreListedById() {
    Applied applied = store().submitGraph(
        anOrchestration().submit(
            aTask().named("a").prompt("Fetch it").lane("dir", 1),
            aTask().named("b").dependsOnSubmitted(0).initialDelay(Duration.ofMillis(1_500)),
            aTask().named("c").dependsOnSubmitted(1).dependsOnSubmitted(0)));
    OrchestrationId id = applied.orchestration().orElseThrow();
    ClaimedTask claimed = store().claim();
    store().storage()
        .progress(
            List.of(new ProgressUpdate(claimed.lease(), new Progress("reading", Usage.NONE))));
    store().applied(Finishes.failed(claimed));

    List<OrchestrationTask> tasks = store().graphs().tasks(id, Optional.empty(), 10);

    assertThat(tasks).extracting(OrchestrationTask::id).isEqualTo(applied.tasks());
    for (OrchestrationTask listed : tasks) {
      Task task = store().task(listed.id());
      assertThat(listed.status()).isEqualTo(task.status());
      assertThat(listed.waitReason()).isEqualTo(task.state().waitReason());
      assertThat(listed.place()).isEqualTo(task.place());
      assertThat(listed.times()).isEqualTo(task.times());
      assertThat(listed.promptPreview()).isEqualTo(task.promptPreview());
      assertThat(listed.initialDelay()).isEqualTo(task.settings().initialDelay());
      assertThat(listed.costMicrosUsd()).isEqualTo(task.state().usage().costMicrosUsd());
    }
    assertThat(tasks.get(0).laneKey()).contains("dir");
    assertThat(tasks.get(0).errorMessage()).contains(Finishes.FAILURE.message());
    assertThat(tasks.get(0).lastAction()).contains("reading");
    assertThat(tasks.get(2).place().dependsOn()).containsExactly(applied.tasks().get(0), applied.tasks().get(1));
    assertThat(store().graphs().tasks(id, Optional.of(applied.tasks().get(0)), 1))
        .extracting(OrchestrationTask::id)
        .containsExactly(applied.tasks().get(1));
  }

  @Test
  final void dependenciesShowBothEndsAndWhatBecameOfThem() {
    List<TaskId> ids = store().submitGraph(
        anOrchestration().submit(
            aTask().named("a"),
            aTask().named("b").dependsOnSubmitted(0),
            aTask().named("c").dependsOnSubmitted(1),
            aTask().named("d").dependsOnSubmitted(1)))
        .tasks();
    store().applied(Finishes.completed(store().claim()));

    TaskDependencies found = store().graphs().dependencies(ids.get(1), 1);

    assertThat(found.upstream())
        .containsExactly(
            new TaskDependencies.Edge(
                ids.get(0),
                Optional.of("a"),
                TaskStatus.COMPLETED,
                EdgeCondition.COMPLETED,
                IfBroken.SKIP,
                SettableClock.START,
                Optional.of(SettableClock.START)));
    assertThat(found.dependents())
        .containsExactly(
            new TaskDependencies.Edge(
                ids.get(2),
                Optional.of("c"),
                TaskStatus.WAITING,
                EdgeCondition.COMPLETED,
                IfBroken.SKIP,
                SettableClock.START,
                Optional.empty()));
    assertThat(found.moreDependents()).isTrue();
    assertThat(store().graphs().dependencies(ids.get(1), 2).moreDependents()).isFalse();
  }

  @Test
  final void relatedTasksAreFoundOnceAndNearestFirst() {
    List<TaskId> ids = store().submitGraph(
        anOrchestration().submit(
            aTask().named("a"),
            aTask().named("b").dependsOnSubmitted(0),
            aTask().named("c").dependsOnSubmitted(0),
            aTask().named("d").dependsOnSubmitted(1).dependsOnSubmitted(2).dependsOnSubmitted(0),
            aTask().named("e").dependsOnSubmitted(3)))
        .tasks();

    RelatedTasks down = store().graphs().related(ids.get(0), Direction.DOWN, 10);
    RelatedTasks up = store().graphs().related(ids.get(4), Direction.UP, 10);

    assertThat(down.tasks())
        .containsExactly(
            new Related(ids.get(1), Optional.of("b"), TaskStatus.WAITING, 1),
            new Related(ids.get(2), Optional.of("c"), TaskStatus.WAITING, 1),
            new Related(ids.get(3), Optional.of("d"), TaskStatus.WAITING, 1),
            new Related(ids.get(4), Optional.of("e"), TaskStatus.WAITING, 2));
    assertThat(down.more()).isFalse();
    assertThat(up.tasks()).extracting(Related::task).containsExactly(ids.get(3), ids.get(0), ids.get(1), ids.get(2));
  }

  @Test
  final void relatedTasksAreBounded() {
    List<NewTasks> chain = new ArrayList<>(List.of(aTask().named("t0")));
    for (int index = 1; index <= 20; index++) {
      chain.add(aTask().named("t" + index).dependsOnSubmitted(index - 1));
    }
    List<TaskId> ids = store().submitGraph(anOrchestration().submit(chain.toArray(NewTasks[]::new))).tasks();

    RelatedTasks ten = store().graphs().related(ids.get(0), Direction.DOWN, 10);

    assertThat(ten.tasks()).extracting(Related::task).isEqualTo(ids.subList(1, 11));
    assertThat(ten.more()).isTrue();
    assertThat(store().graphs().related(ids.get(0), Direction.DOWN, 20).more()).isFalse();
  }

  private OrchestrationId submit(NewTasks... tasks) {
    return store().submitGraph(anOrchestration().submit(tasks)).orchestration().orElseThrow();
  }
}
