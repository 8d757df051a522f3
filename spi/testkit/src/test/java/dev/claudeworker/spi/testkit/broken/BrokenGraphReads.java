package dev.claudeworker.spi.testkit.broken;

import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.Dependency;
import dev.claudeworker.spi.storage.GraphReads;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.OrchestrationFilter;
import dev.claudeworker.spi.storage.OrchestrationPage;
import dev.claudeworker.spi.storage.OrchestrationTask;
import dev.claudeworker.spi.storage.Refusal;
import dev.claudeworker.spi.storage.RelatedTasks;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.TaskDependencies;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.ForwardingGraphReads;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Reads about graphs that leave something out, and dependencies that change wrongly. */
final class BrokenGraphReads {

  private BrokenGraphReads() {}

  static List<BrokenStorage> all() {
    return List.of(
        reads("lists the oldest first", OldestFirst::new, "orchestrationsAreListedNewestFirstInPages"),
        reads("ignores states", IgnoresStates::new, "orchestrationsAreFilteredByProjectAndState"),
        reads("finds a task once on every way", FindsTwice::new, "relatedTasksAreFoundOnceAndNearestFirst"),
        reads("forgets upstream tasks in the list", ForgetsUpstreams::new, "theTasksOfAnOrchestrationAreListedById"),
        reads("never says that there are more", NeverMore::new, "dependenciesShowBothEndsAndWhatBecameOfThem"),
        dependencies("applies what closes a cycle", BrokenGraphReads::appliesCycles, "aCycleIsRefusedAndNamed"),
        dependencies("refuses every edge that leads back", RefusesBackwards::new,
            "generatedChangesAreRefusedExactlyIfTheyCloseACycle"),
        dependencies("keeps removed edges", BrokenGraphReads::keepsEdges, "oneUpstreamCanReplaceAnother"),
        dependencies("asks nobody after a change",
            storage -> BrokenProgress.withoutRule(storage, Unit.ChangeDependencies.class::isInstance),
            "aRemovedUpstreamReleasesTheTask"));
  }

  private static BrokenStorage reads(String name, Function<GraphReads, GraphReads> wrap, String test) {
    return new BrokenStorage(name, storage -> new ForwardingStorage(storage) {
      @Override
      public GraphReads graphs() {
        return wrap.apply(super.graphs());
      }
    }, "GraphReads", test);
  }

  private static BrokenStorage dependencies(String name, UnaryOperator<Storage> wrap, String test) {
    return new BrokenStorage(name, wrap, "Dependencies", test);
  }

  private static final class OldestFirst extends ForwardingGraphReads {

    OldestFirst(GraphReads reads) {
      super(reads);
    }

    @Override
    public OrchestrationPage orchestrations(OrchestrationFilter filter) {
      OrchestrationPage page = super.orchestrations(filter);
      return new OrchestrationPage(page.orchestrations().reversed(), page.more(), page.asOf());
    }
  }

  private static final class IgnoresStates extends ForwardingGraphReads {

    IgnoresStates(GraphReads reads) {
      super(reads);
    }

    @Override
    public OrchestrationPage orchestrations(OrchestrationFilter filter) {
      return super.orchestrations(new OrchestrationFilter(filter.project(), Set.of(), filter.before(), filter.limit()));
    }
  }

  private static final class FindsTwice extends ForwardingGraphReads {

    FindsTwice(GraphReads reads) {
      super(reads);
    }

    @Override
    public RelatedTasks related(TaskId task, Direction direction, int limit) {
      RelatedTasks found = super.related(task, direction, limit);
      var twice = new ArrayList<>(found.tasks());
      twice.addAll(found.tasks());
      return new RelatedTasks(twice, found.more());
    }
  }

  private static final class ForgetsUpstreams extends ForwardingGraphReads {

    ForgetsUpstreams(GraphReads reads) {
      super(reads);
    }

    @Override
    public List<OrchestrationTask> tasks(
        OrchestrationId id, Optional<TaskId> after, int limit) {
      return super.tasks(id, after, limit).stream().map(task -> task.dependingOn(List.of())).toList();
    }
  }

  private static final class NeverMore extends ForwardingGraphReads {

    NeverMore(GraphReads reads) {
      super(reads);
    }

    @Override
    public TaskDependencies dependencies(TaskId task, int limit) {
      TaskDependencies found = super.dependencies(task, limit);
      return new TaskDependencies(found.upstream(), found.dependents(), false);
    }
  }

  private static Storage appliesCycles(Storage storage) {
    return ChangedGroups.answers(storage, result -> new GroupResult(
        result.results()
            .stream()
            .map(one -> one instanceof UnitResult.Refused refused && refused.refusal() == Refusal.CYCLE
                ? new UnitResult.Applied(List.of())
                : one)
            .toList(),
        result.claimed(),
        result.events()));
  }

  private static Storage keepsEdges(Storage storage) {
    return ChangedGroups.units(
        storage,
        Unit.ChangeDependencies.class,
        unit -> new Unit.ChangeDependencies(
            unit.task(), unit.add(), Set.of(), unit.waiting(), unit.expectedVersion(), unit.event()));
  }

  private static final class RefusesBackwards extends ForwardingStorage {

    RefusesBackwards(Storage storage) {
      super(storage);
    }

    @Override
    public GroupResult apply(Group group) {
      boolean backward = group.units().stream().anyMatch(RefusesBackwards::isBackward);
      return backward
          ? new GroupResult(List.of(new UnitResult.Refused(Refusal.CYCLE, "back")), List.of(), List.of())
          : super.apply(group);
    }

    private static boolean isBackward(Unit unit) {
      return unit instanceof Unit.ChangeDependencies change
          && change.add()
              .stream()
              .anyMatch(edge -> edge.upstream() instanceof Dependency.Upstream.Existing(TaskId upstream)
                  && upstream.compareTo(change.task()) > 0);
    }
  }
}
