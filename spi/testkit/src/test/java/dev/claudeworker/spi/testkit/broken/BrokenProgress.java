package dev.claudeworker.spi.testkit.broken;

import dev.claudeworker.spi.dag.Orchestration;
import dev.claudeworker.spi.dag.OrchestrationId;
import dev.claudeworker.spi.storage.DependentTask;
import dev.claudeworker.spi.storage.DependentTask.ResolvedEdge;
import dev.claudeworker.spi.storage.DownstreamRule;
import dev.claudeworker.spi.storage.GraphReads;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.OrchestrationMove;
import dev.claudeworker.spi.storage.OrchestrationProgress;
import dev.claudeworker.spi.storage.RestMove;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.TaskMove;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.ForwardingGraphReads;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Orchestrations that nobody asks about, or that are told something wrong. */
final class BrokenProgress {

  private BrokenProgress() {}

  static List<BrokenStorage> all() {
    return List.of(
        progress("never asks about orchestrations", storage -> settling(storage, (rule, asked) -> Optional.empty()),
            "theLastEndCompletesIt"),
        progress("never asks about orchestrations", storage -> settling(storage, (rule, asked) -> Optional.empty()),
            "theFirstClaimStartsTheOrchestration"),
        progress("asks twice", BrokenProgress::asksTwice, "theRuleIsAskedOnceForEachTouchedOrchestration"),
        progress("counts every failure", BrokenProgress::countsAllFailures, "aFailureIsToleratedByTheEdgeItMeets"),
        progress("writes the end twice", BrokenProgress::endsTwice,
            "theLastTwoTasksEndingAtOnceEndTheOrchestrationOnce"),
        progress("hides the orchestration of a dependent",
            storage -> shown(storage, one -> new DependentTask(one.task(), one.resolved())),
            "aDependentKnowsItsOrchestration"),
        progress("forgets what a broken edge does", BrokenProgress::alwaysSkips,
            "anEdgeKnowsWhatHappensWhenItIsBroken"),
        progress("counts a result that came too late", CountsLateResults::new, "aLostLeaseChangesNoCounts"),
        rest("cancels the orchestration but not its tasks", storage -> rests(storage, rest -> Optional.empty()),
            "cancelEndsWhatHasNotStartedAndAsksTheRestToEnd"),
        rest("leaves running tasks running", BrokenProgress::cancelsNoRunning,
            "cancelEndsWhatHasNotStartedAndAsksTheRestToEnd"),
        rest("claims before it cancels", ClaimsFirst::new, "nothingIsClaimedInTheGroupOfACancel"),
        rest("forgets dependents outside", storage -> withoutRule(storage, Unit.MoveOrchestration.class::isInstance),
            "dependentsOutsideFollow"),
        rest("pauses in name only", storage -> rests(storage, rest -> Optional.empty()),
            "holdKeepsTasksFromBeingClaimedUntilTheRelease"),
        rest("ignores what the rule does to tasks", BrokenProgress::ignoresRests, "theRuleMayCancelWhatHasNotStarted"));
  }

  private static BrokenStorage progress(String name, UnaryOperator<Storage> wrap, String test) {
    return new BrokenStorage(name, wrap, "Progress", test);
  }

  private static BrokenStorage rest(String name, UnaryOperator<Storage> wrap, String test) {
    return new BrokenStorage(name, wrap, "RestMoves", test);
  }

  /** Answers for a rule what follows for an orchestration. */
  private interface Settling {
    Optional<OrchestrationMove> settle(DownstreamRule rule, OrchestrationProgress asked);
  }

  private static Storage settling(Storage storage, Settling settling) {
    return ChangedGroups.rules(storage, rule -> new DownstreamRule() {
      @Override
      public List<TaskMove> decide(List<DependentTask> dependents) {
        return rule.decide(dependents);
      }

      @Override
      public Optional<OrchestrationMove> settle(OrchestrationProgress progress) {
        return settling.settle(rule, progress);
      }
    });
  }

  private static Storage asksTwice(Storage storage) {
    return settling(storage, (rule, asked) -> rule.settle(asked)
        .or(() -> rule.settle(asked))
        .flatMap(
            move -> rule.settle(asked)));
  }

  private static Storage countsAllFailures(Storage storage) {
    return settling(storage, (rule, asked) -> rule.settle(new OrchestrationProgress() {
      @Override
      public Orchestration orchestration() {
        return asked.orchestration();
      }

      @Override
      public long untoleratedFailures() {
        return asked.orchestration().counts().failed();
      }
    }));
  }

  private static Storage endsTwice(Storage storage) {
    return settling(storage, (rule, asked) -> rule.settle(asked).map(move -> {
      var events = new ArrayList<>(move.events());
      events.addAll(move.events());
      return new OrchestrationMove(
          move.orchestration(), move.from(), move.to(), move.at(), move.deadline(), move.rest(), events);
    }));
  }

  private static Storage ignoresRests(Storage storage) {
    return settling(storage, (rule, asked) -> rule.settle(asked).map(move -> withRest(move, rest -> Optional.empty())));
  }

  private static OrchestrationMove withRest(
      OrchestrationMove move, Function<RestMove, Optional<RestMove>> change) {
    return new OrchestrationMove(
        move.orchestration(),
        move.from(),
        move.to(),
        move.at(),
        move.deadline(),
        move.rest().flatMap(change),
        move.events());
  }

  private static Storage rests(Storage storage, Function<RestMove, Optional<RestMove>> change) {
    return ChangedGroups.units(
        storage,
        Unit.MoveOrchestration.class,
        unit -> new Unit.MoveOrchestration(withRest(unit.move(), change), unit.expectedVersion()));
  }

  private static Storage cancelsNoRunning(Storage storage) {
    return rests(storage, rest -> Optional.of(rest instanceof RestMove.Cancel cancel
        ? new RestMove.Cancel(cancel.taskEvent(), Optional.empty())
        : rest));
  }

  private static Storage shown(Storage storage, UnaryOperator<DependentTask> change) {
    return ChangedGroups.rules(storage, rule -> new DownstreamRule() {
      @Override
      public List<TaskMove> decide(List<DependentTask> dependents) {
        return rule.decide(dependents.stream().map(change).toList());
      }

      @Override
      public Optional<OrchestrationMove> settle(OrchestrationProgress progress) {
        return rule.settle(progress);
      }
    });
  }

  private static Storage alwaysSkips(Storage storage) {
    return shown(
        storage,
        one -> new DependentTask(
            one.task(),
            one.resolved().stream().map(edge -> new ResolvedEdge(edge.upstream(), edge.status(), edge.on())).toList(),
            one.orchestration()));
  }

  static Storage withoutRule(Storage storage, Predicate<Unit> which) {
    return ChangedGroups.groups(
        storage,
        group -> group.units().stream().anyMatch(which)
            ? new Group(group.units(), DownstreamRule.NONE, group.claim())
            : group);
  }

  private static final class ClaimsFirst extends ForwardingStorage {

    ClaimsFirst(Storage storage) {
      super(storage);
    }

    @Override
    public GroupResult apply(Group group) {
      GroupResult claimed = super.apply(ChangedGroups.withUnits(group, List.of()));
      GroupResult rest = super.apply(ChangedGroups.withoutClaim(group));
      return new GroupResult(rest.results(), claimed.claimed(), rest.events());
    }
  }

  private static final class CountsLateResults extends ForwardingStorage {

    private int late;

    CountsLateResults(Storage storage) {
      super(storage);
    }

    @Override
    public GroupResult apply(Group group) {
      GroupResult result = super.apply(group);
      late += (int) result.results().stream().filter(UnitResult.LeaseLost.class::isInstance).count();
      return result;
    }

    @Override
    public GraphReads graphs() {
      return new ForwardingGraphReads(super.graphs()) {
        @Override
        public Optional<Orchestration> orchestration(OrchestrationId id) {
          return super.orchestration(id).map(row -> new Orchestration(
              row.id(),
              row.uuid(),
              row.version(),
              row.project(),
              row.name(),
              row.settings(),
              row.status(),
              row.counts().plus(TaskStatus.COMPLETED, late),
              row.times(),
              row.origin()));
        }
      };
    }
  }
}
