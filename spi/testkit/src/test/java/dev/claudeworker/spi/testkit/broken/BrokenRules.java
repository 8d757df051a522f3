package dev.claudeworker.spi.testkit.broken;

import dev.claudeworker.spi.storage.DependentTask;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.EventDraft;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskPlace;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Dependents that are released twice, never, or too early. */
final class BrokenRules {

  private BrokenRules() {}

  static List<BrokenStorage> all() {
    return List.of(
        broken("releases a child twice", BrokenRules::releasesTwice, "twoParentsEndingInOneGroupReleaseTheChildOnce"),
        broken("releases a child twice", BrokenRules::releasesTwice,
            "twoParentsEndingOnTwoThreadsReleaseEachChildOnce"),
        new BrokenStorage("releases a child twice", BrokenRules::releasesTwice, "Concurrency",
            "siblingsEndingOnManyThreadsReleaseTheirChildOnce"),
        broken("asks once per parent", SplitsGroups::new, "twoParentsEndingInOneGroupReleaseTheChildOnce"),
        broken("lowers unmet by one, whoever ends", BrokenRules::lowersOnce,
            "twoParentsEndingInOneGroupReleaseTheChildOnce"),
        cascade("asks about one level only", BrokenRules::oneLevel, "aSkipCascadesLevelByLevel"),
        cascade("loses the rest of a long cascade", storage -> levels(storage, 1_000),
            "aVeryLongChainIsSkippedInOneGroup"),
        cascade("forgets the rule for new tasks", BrokenRules::forgetsNewTasks,
            "aNewTaskWhoseParentHasEndedIsDecidedAtOnce"),
        broken("asks about nobody", BrokenRules::asksForNothing, "theRuleIsNotAskedWithoutDependents"),
        broken("shows dependents in no order", BrokenRules::shuffles, "dependentsAreShownByIdAndEachOnce"),
        broken("hides edges that were resolved before", BrokenRules::hidesEdges,
            "twoParentsEndingInOneGroupReleaseTheChildOnce"),
        broken("shows tasks waiting for their parents only", BrokenRules::hidesOtherWaits,
            "aDependentIsShownWhateverItWaitsFor"),
        cascade("swallows what the rule throws", Swallows::new, "whatTheRuleThrowsLeavesNoTrace"));
  }

  private static BrokenStorage cascade(String name, UnaryOperator<Storage> wrap, String test) {
    return new BrokenStorage(name, wrap, "Cascades", test);
  }

  private static BrokenStorage broken(String name, UnaryOperator<Storage> wrap, String test) {
    return new BrokenStorage(name, wrap, "Orchestrations", test);
  }

  private static Storage releasesTwice(Storage storage) {
    return ChangedGroups.rules(storage, rule -> dependents -> rule.decide(dependents)
        .stream()
        .map(move -> move.to() == TaskStatus.PENDING ? twice(move) : move)
        .toList());
  }

  private static TaskMove twice(TaskMove move) {
    List<EventDraft> events = new ArrayList<>(move.events());
    events.addAll(move.events());
    return new TaskMove(
        move.task(),
        move.from(),
        move.to(),
        move.waitReason(),
        move.due(),
        move.claimOrder(),
        move.counters(),
        move.continuation(),
        move.failure(),
        move.result(),
        move.skippedBecauseOf(),
        move.at(),
        events);
  }

  private static Storage lowersOnce(Storage storage) {
    return shown(storage, dependent -> {
      Task task = dependent.task();
      TaskPlace place = task.place();
      int unmet = Math.max(place.unmet(), place.dependsOn().size() - 1);
      TaskPlace stale = place.withUpstreams(place.dependsOn(), unmet);
      return new DependentTask(
          new Task(
              task.id(),
              task.uuid(),
              task.version(),
              task.promptPreview(),
              task.settings(),
              task.state(),
              stale,
              task.times()),
          dependent.resolved());
    });
  }

  private static Storage hidesEdges(Storage storage) {
    return shown(
        storage, dependent -> new DependentTask(dependent.task(), dependent.resolved().subList(0, 1)));
  }

  private static Storage shown(Storage storage, UnaryOperator<DependentTask> change) {
    return ChangedGroups.rules(
        storage, rule -> dependents -> rule.decide(dependents.stream().map(change).toList()));
  }

  private static Storage oneLevel(Storage storage) {
    return levels(storage, 1);
  }

  private static Storage levels(Storage storage, int count) {
    return ChangedGroups.rules(storage, rule -> {
      AtomicInteger calls = new AtomicInteger();
      return dependents -> calls.incrementAndGet() > count ? List.of() : rule.decide(dependents);
    });
  }

  private static Storage forgetsNewTasks(Storage storage) {
    return ChangedGroups.groups(storage, group -> group.units().stream().allMatch(Unit.Submit.class::isInstance)
        ? new Group(group.units(), DownstreamRule.NONE, group.claim())
        : group);
  }

  private static Storage asksForNothing(Storage storage) {
    return ChangedGroups.groups(storage, group -> {
      group.rule().decide(List.of());
      return group;
    });
  }

  private static Storage shuffles(Storage storage) {
    return ChangedGroups.rules(storage, rule -> dependents -> {
      List<DependentTask> reversed = new ArrayList<>(dependents);
      Collections.reverse(reversed);
      return rule.decide(reversed);
    });
  }

  private static Storage hidesOtherWaits(Storage storage) {
    return ChangedGroups.rules(storage, rule -> dependents -> rule.decide(dependents.stream()
        .filter(dependent -> dependent.task()
            .state()
            .waitReason()
            .filter(reason -> reason.code().equals("dependency"))
            .isPresent())
        .toList()));
  }

  /** Every unit is a transaction of its own, so a group is not one. */
  private static final class SplitsGroups extends ForwardingStorage {

    SplitsGroups(Storage storage) {
      super(storage);
    }

    @Override
    public GroupResult apply(Group group) {
      List<UnitResult> results = new ArrayList<>();
      for (Unit unit : group.units()) {
        results
            .addAll(super.apply(ChangedGroups.withoutClaim(ChangedGroups.withUnits(group, List.of(unit)))).results());
      }
      GroupResult rest = super.apply(ChangedGroups.withUnits(group, List.of()));
      return new GroupResult(results, rest.claimed(), rest.events());
    }
  }

  private static final class Swallows extends ForwardingStorage {

    Swallows(Storage storage) {
      super(storage);
    }

    @Override
    public GroupResult apply(Group group) {
      DownstreamRule quiet = dependents -> {
        try {
          return group.rule().decide(dependents);
        } catch (IllegalStateException swallowed) {
          return List.of();
        }
      };
      return super.apply(new Group(group.units(), quiet, group.claim()));
    }
  }
}
