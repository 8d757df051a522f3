package dev.claudeworker.plugin.h2;

import static dev.claudeworker.spi.testkit.NewOrchestrations.anOrchestration;
import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.dag.EdgeCondition;
import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.dag.OrchestrationStatus;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.Dependency.Upstream;
import dev.claudeworker.spi.storage.GraphReads;
import dev.claudeworker.spi.storage.GraphReads.Direction;
import dev.claudeworker.spi.storage.OrchestrationFilter;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.SubmissionTarget;
import dev.claudeworker.spi.storage.SubmissionTarget.NewOrchestration;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewOrchestrations;
import dev.claudeworker.spi.testkit.OrchestrationMoves;
import dev.claudeworker.spi.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Does with orchestrations, lanes and dependencies everything once, so that every statement about them is run. */
final class GraphUse {

  private final Storage storage;

  GraphUse(Storage storage) {
    this.storage = storage;
  }

  void all() {
    NewOrchestration target = anOrchestration().maxParallel(2).timeout(Duration.ofHours(1)).build();
    OrchestrationId id = submit(NewOrchestrations.into(target, List.of(
        aTask().named("a").lane("dir", 1).claimOrder(-9).build(),
        aTask().named("b").lane("dir", 1).claimOrder(-8).build(),
        aTask().named("c").claimOrder(-7).build(), aTask().named("d").claimOrder(-6).build(),
        aTask().named("e").dependsOnSubmitted(0).build(), aTask().named("f").dependsOnSubmitted(4).build())));
    storage.apply(Groups.of(NewOrchestrations.into(target, List.of(aTask().named("a").build()))));
    storage.apply(Groups.of(NewOrchestrations.into(
        new SubmissionTarget.Existing(id, Drafts.event(EventTypes.ORCHESTRATION_TASKS_ADDED)),
        List.of(aTask().named("g").build()))));
    move(OrchestrationMoves.of(row(id)).paused());
    move(OrchestrationMoves.of(row(id)).unpaused());
    List<ClaimedTask> running = storage.apply(Groups.claiming(Claims.by("graph").limit(2))).claimed();
    assertThat(running).hasSize(2);
    running.forEach(one -> storage.apply(Groups.of(Finishes.failed(one))));
    reads(id, running.getFirst().task().id());
    changeDependencies();
    move(OrchestrationMoves.of(row(id)).cancelled());
    move(OrchestrationMoves.of(row(id)).from(OrchestrationStatus.CANCELLED).retried(-5));
    storage.apply(Groups.claiming(Claims.by("graph").limit(9)))
        .claimed()
        .forEach(one -> storage.apply(Groups.of(Finishes.failed(one))));
    everythingUnlimited();
  }

  private void everythingUnlimited() {
    OrchestrationId id = submit(anOrchestration().submit(aTask().named("a").claimOrder(-9)));
    move(OrchestrationMoves.of(row(id)).paused());
    move(OrchestrationMoves.of(row(id)).cancelled());
    move(OrchestrationMoves.of(row(id)).retried(-9));
    move(OrchestrationMoves.of(row(id)).cancelled());
    move(OrchestrationMoves.of(row(id)).paused());
    move(OrchestrationMoves.of(row(id)).retried(-9).to(OrchestrationStatus.PAUSED));
  }

  private void changeDependencies() {
    TaskId one = single();
    TaskId two = single();
    TaskId three = single();
    change(one, List.of(three), Set.of());
    change(three, List.of(two), Set.of());
    change(two, List.of(one), Set.of());
    change(one, List.of(), Set.of(three));
  }

  private TaskId single() {
    UnitResult result = storage.apply(Groups.of(Groups.submit(aTask().claimOrder(9_999)))).results().getFirst();
    return ((UnitResult.Applied) result).tasks().getFirst();
  }

  private void change(TaskId task, List<TaskId> add, Set<TaskId> remove) {
    storage.apply(
        Groups.of(
            new Unit.ChangeDependencies(
                task,
                add.stream()
                    .map(id -> new Dependency(new Upstream.Existing(id), EdgeCondition.COMPLETED))
                    .toList(),
                remove,
                Moves.of(storage.find(task).orElseThrow())
                    .waiting(WaitReason.DEPENDENCY, Optional.empty())
                    .build(),
                OptionalLong.empty(),
                Drafts.event(EventTypes.TASK_DEPENDENCIES_CHANGED))));
  }

  private void reads(OrchestrationId id, TaskId task) {
    GraphReads graphs = storage.graphs();
    graphs.orchestrations(new OrchestrationFilter("default", Set.of(), Optional.empty(), 10));
    graphs.orchestrations(
        new OrchestrationFilter("default", Set.of(OrchestrationStatus.RUNNING), Optional.of(id), 10));
    graphs.due(SettableClock.START, 10);
    graphs.tasks(id, Optional.empty(), 100);
    graphs.identifiers(id, Set.of("a", "b"));
    graphs.dependencies(task, 10);
    graphs.related(task, Direction.DOWN, 10);
    graphs.related(task, Direction.UP, 10);
    graphs.laneHolders("dir", 10);
    storage.nextDue();
  }

  private Orchestration row(OrchestrationId id) {
    return storage.graphs().orchestration(id).orElseThrow();
  }

  private void move(OrchestrationMoves move) {
    assertThat(storage.apply(Groups.of(move.unit())).results().getFirst()).isInstanceOf(UnitResult.Applied.class);
  }

  private OrchestrationId submit(Unit.Submit submission) {
    UnitResult result = storage.apply(Groups.of(submission)).results().getFirst();
    return ((UnitResult.Applied) result).orchestration().orElseThrow();
  }
}
