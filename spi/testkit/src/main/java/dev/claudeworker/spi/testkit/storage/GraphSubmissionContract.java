package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewOrchestrations.anOrchestration;
import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.FailurePolicy;
import dev.claudeworker.spi.dag.IfBroken;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.dag.OrchestrationTimes;
import dev.claudeworker.spi.dag.TaskCounts;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.IdempotencyKey;
import dev.claudeworker.spi.storage.NewTask;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.SubmissionTarget;
import dev.claudeworker.spi.storage.SubmissionTarget.NewOrchestration;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.AlreadyApplied;
import dev.claudeworker.spi.storage.UnitResult.Applied;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Priority;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.NewOrchestrations;
import dev.claudeworker.spi.testkit.OrchestrationMoves;
import dev.claudeworker.spi.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Orchestrations are submitted with their tasks: whole or not at all, and once. */
public abstract class GraphSubmissionContract extends StorageConcern {

  /** For subclasses. */
  protected GraphSubmissionContract() {}

  @Test
  final void anOrchestrationIsKeptAsItWasSubmitted() {
    NewOrchestration submitted = anOrchestration()
        .name("full stack")
        .failurePolicy(FailurePolicy.FAIL_FAST)
        .maxParallel(3)
        .timeout(Duration.ofMillis(90_500))
        .priority(Priority.HIGH)
        .baseDirectory(Path.of("/home/me/wörk"))
        .build();

    Applied applied = applied(NewOrchestrations.into(submitted, List.of(aTask().named("a").build())));

    OrchestrationId id = applied.orchestration().orElseThrow();
    assertThat(store().orchestration(id))
        .isEqualTo(
            new Orchestration(
                id,
                submitted.uuid(),
                1,
                submitted.project(),
                submitted.name(),
                submitted.settings(),
                OrchestrationStatus.PENDING,
                new TaskCounts(1, 0, 0, 0, 0, 0, 0),
                new OrchestrationTimes(
                    SettableClock.START, Optional.empty(), Optional.empty(), submitted.deadline()),
                submitted.origin()));
  }

  @Test
  final void tasksKnowTheirPlaceInTheOrchestration() {
    Dependency held = new Dependency(new Upstream.InSubmission(0), EdgeCondition.ENDED, IfBroken.HOLD);

    Applied applied = applied(
        anOrchestration().submit(
            aTask().named("fetch_data"),
            aTask().named("train-model").dependsOn(held).continueFrom(new Upstream.InSubmission(0))));

    TaskId first = applied.tasks().get(0);
    var place = store().task(applied.tasks().get(1)).place();
    assertThat(place.orchestration()).isEqualTo(applied.orchestration());
    assertThat(place.identifier()).contains("train-model");
    assertThat(place.dependsOn()).containsExactly(first);
    assertThat(place.continueFrom()).contains(first);
    assertThat(store().graphs().dependencies(applied.tasks().get(1), 10).upstream())
        .singleElement()
        .satisfies(edge -> {
          assertThat(edge.on()).isEqualTo(EdgeCondition.ENDED);
          assertThat(edge.ifBroken()).isEqualTo(IfBroken.HOLD);
        });
  }

  @Test
  final void aGraphHasOneEventOfItsOwn() {
    Applied applied = applied(anOrchestration().submit(aTask().named("a"), aTask().named("b")));

    assertThat(store().events()).singleElement().satisfies(event -> {
      assertThat(event.type()).isEqualTo(EventTypes.ORCHESTRATION_SUBMITTED);
      assertThat(event.task()).isEmpty();
      assertThat(event.orchestration()).isEqualTo(applied.orchestration());
    });
  }

  @Test
  final void eventsOfTasksNameTheirOrchestration() {
    Applied applied = applied(anOrchestration().submit(aTask().named("a")));
    store().claim();

    assertThat(store().events(applied.tasks().get(0))).isNotEmpty()
        .allSatisfy(
            event -> assertThat(event.orchestration()).isEqualTo(applied.orchestration()));
  }

  @Test
  final void orchestrationsHaveNumbersOfTheirOwn() {
    OrchestrationId first = submit();
    OrchestrationId second = submit();

    assertThat(second).isGreaterThan(first);
  }

  @Test
  final void aRepeatedOrchestrationAnswersTheFirst() {
    NewOrchestration target = anOrchestration().build();
    Applied applied = applied(NewOrchestrations.into(target, twoTasks()));
    store().applied(Finishes.completed(store().claim()));
    String before = store().graphSnapshot();

    UnitResult repeated = store().apply(NewOrchestrations.into(target, twoTasks()));

    assertThat(repeated).isEqualTo(new AlreadyApplied(applied.tasks(), applied.orchestration()));
    assertThat(store().graphSnapshot()).isEqualTo(before);
  }

  @Test
  final void anOrchestrationRepeatedWithinOneGroupIsAppliedOnce() {
    Unit submit = anOrchestration().submit(twoTasks());

    List<UnitResult> results = store().apply(Groups.of(submit, submit)).results();

    Applied applied = (Applied) results.get(0);
    assertThat(results.get(1)).isEqualTo(new AlreadyApplied(applied.tasks(), applied.orchestration()));
    assertThat(applied.orchestration().map(store()::orchestration).orElseThrow().counts().total()).isEqualTo(2);
  }

  @Test
  final void oneOrchestrationSubmittedManyTimesAtOnceIsOne() throws Exception {
    NewOrchestration target = anOrchestration().build();

    List<UnitResult> results =
        Race.run(4, runner -> () -> store().apply(NewOrchestrations.into(target, twoTasks())));

    List<Applied> applied =
        results.stream().filter(Applied.class::isInstance).map(Applied.class::cast).toList();
    assertThat(applied).hasSize(1);
    AlreadyApplied same = new AlreadyApplied(applied.get(0).tasks(), applied.get(0).orchestration());
    assertThat(results).filteredOn(AlreadyApplied.class::isInstance).hasSize(3).containsOnly(same);
  }

  @Test
  final void aKeyAnswersTheOrchestration() {
    IdempotencyKey key = new IdempotencyKey("default", "key-1", "hash-1");
    Applied applied = applied(new Unit.Submit(twoTasks(), Optional.of(key), Optional.of(anOrchestration().build())));

    UnitResult repeated =
        store().apply(new Unit.Submit(twoTasks(), Optional.of(key), Optional.of(anOrchestration().build())));

    assertThat(repeated).isEqualTo(new AlreadyApplied(applied.tasks(), applied.orchestration()));
  }

  @Test
  final void uuidsOfTasksAnswerTheOrchestration() {
    List<NewTask> tasks = twoTasks();
    Applied applied = applied(anOrchestration().submit(tasks));

    UnitResult repeated = store().apply(add(applied.orchestration().orElseThrow(), tasks));

    assertThat(repeated).isEqualTo(new AlreadyApplied(applied.tasks(), applied.orchestration()));
  }

  @Test
  final void aRefusedGraphLeavesNoTrace() {
    NewTask orphan = aTask().named("b").dependsOn(new TaskId(4711)).build();

    isRefused(
        store().apply(anOrchestration().submit(List.of(aTask().named("a").build(), orphan))), Refusal.NOT_FOUND);

    assertThat(store().graphs().orchestrations(StorageDriver.orchestrations(10)).orchestrations()).isEmpty();
    assertThat(store().events()).isEmpty();
  }

  @Test
  final void tasksCanBeAdded() {
    OrchestrationId id = submit();
    long version = store().orchestration(id).version();

    Applied added = applied(add(id, List.of(aTask().named("more").build())));

    assertThat(added.orchestration()).contains(id);
    assertThat(store().orchestration(id).counts()).isEqualTo(new TaskCounts(2, 0, 0, 0, 0, 0, 0));
    assertThat(store().orchestration(id).version()).isGreaterThan(version);
    assertThat(store().events()).extracting(TaskEvent::type)
        .containsExactly(EventTypes.ORCHESTRATION_SUBMITTED, EventTypes.ORCHESTRATION_TASKS_ADDED);
  }

  @Test
  final void twoSubmissionsOfOneGroupAddToTheSameOrchestration() {
    OrchestrationId id = submit();

    store().applied(
        add(id, List.of(aTask().named("b").build())),
        add(id, List.of(aTask().named("c").build())));

    assertThat(store().orchestration(id).counts().pending()).isEqualTo(3);
    isRefused(
        store().apply(Groups.of(
            add(id, List.of(aTask().named("d").build())), add(id, List.of(aTask().named("d").build()))))
            .results()
            .get(1),
        Refusal.IDENTIFIER_TAKEN);
  }

  @Test
  final void anAddedTaskDependsOnOnesThatAreThere() {
    Applied applied = applied(anOrchestration().submit(aTask().named("a")));
    store().applied(Finishes.completed(store().claim()));

    Applied added = applied(
        add(applied.orchestration().orElseThrow(),
            List.of(aTask().named("b").dependsOn(applied.tasks().get(0)).build())));

    assertThat(store().claimIds(Claims.by("server-1"))).isEqualTo(added.tasks());
  }

  @Test
  final void nothingIsAddedToACancelledOrchestration() {
    OrchestrationId id = submit();
    store().applied(OrchestrationMoves.of(store().orchestration(id)).cancelled().unit());
    String before = store().graphSnapshot();

    isRefused(store().apply(add(id, List.of(aTask().named("b").build()))), Refusal.STATE_CHANGED);
    isRefused(
        store().apply(add(new OrchestrationId(4711), List.of(aTask().named("b").build()))), Refusal.NOT_FOUND);

    assertThat(store().graphSnapshot()).isEqualTo(before);
  }

  @Test
  final void identifiersAreUniqueInAnOrchestration() {
    OrchestrationId id = submit();

    isRefused(store().apply(add(id, List.of(aTask().named("a").build()))), Refusal.IDENTIFIER_TAKEN);
    isRefused(
        store().apply(anOrchestration().submit(aTask().named("x"), aTask().named("x"))), Refusal.IDENTIFIER_TAKEN);
    assertThat(store().apply(anOrchestration().submit(aTask().named("a")))).isInstanceOf(Applied.class);
  }

  @Test
  final void identifiersHaveABoundAndBelongToOrchestrations() {
    assertThat(store().apply(anOrchestration().submit(aTask().named("x".repeat(100))))).isInstanceOf(Applied.class);
    isRefused(store().apply(anOrchestration().submit(aTask().named("x".repeat(101)))), Refusal.INVALID);
    isRefused(store().apply(anOrchestration().submit(aTask().named(""))), Refusal.INVALID);
    isRefused(store().apply(Groups.submit(aTask().named("x"))), Refusal.INVALID);
  }

  @Test
  final void identifiersFindTheirTasks() {
    Applied applied = applied(anOrchestration().submit(aTask().named("a"), aTask().named("b")));
    submit();

    Map<String, TaskId> found =
        store().graphs().identifiers(applied.orchestration().orElseThrow(), Set.of("b", "unknown"));

    assertThat(found).isEqualTo(Map.of("b", applied.tasks().get(1)));
  }

  @Test
  final void aThousandTasksInAChainAreOneSubmission() {
    List<NewTask> tasks = new ArrayList<>(List.of(aTask().named("t0").build()));
    for (int index = 1; index < 1_000; index++) {
      tasks.add(aTask().named("t" + index).dependsOnSubmitted(index - 1).build());
    }

    Applied applied = applied(anOrchestration().submit(tasks));

    assertThat(store().orchestration(applied.orchestration().orElseThrow()).counts())
        .isEqualTo(new TaskCounts(1, 999, 0, 0, 0, 0, 0));
  }

  private OrchestrationId submit() {
    return applied(anOrchestration().uuid(UUID.randomUUID()).submit(aTask().named("a"))).orchestration().orElseThrow();
  }

  private Applied applied(Unit.Submit submit) {
    return store().submitGraph(submit);
  }

  private static List<NewTask> twoTasks() {
    return List.of(aTask().named("a").build(), aTask().named("b").dependsOnSubmitted(0).build());
  }

  private static Unit.Submit add(OrchestrationId id, List<NewTask> tasks) {
    return NewOrchestrations.into(
        new SubmissionTarget.Existing(id, Drafts.event(EventTypes.ORCHESTRATION_TASKS_ADDED)), tasks);
  }
}
