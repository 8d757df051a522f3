package dev.claudeworker.spi.testkit.broken;

import dev.claudeworker.spi.storage.AttemptEnd;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.Renewal;
import dev.claudeworker.spi.storage.RunningAttempt;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.Unit.Finish;
import dev.claudeworker.spi.storage.Unit.TakeOver;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.LeaseLost;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskResult;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Leases that do not fence. */
final class BrokenLeases {

  private static final List<String> SERVERS = List.of("server-1", "server-2");

  private BrokenLeases() {}

  static List<BrokenStorage> all() {
    return List.of(
        broken("ignores the token", BrokenLeases::ignoresTokens, "aFinishUnderAnotherTokenWritesNothing"),
        new BrokenStorage("ignores the token", BrokenLeases::ignoresTokens, "TakeOvers", "theOldTokenIsFencedOff"),
        broken("drops the group of a lost lease", DropsGroups::new, "aLostLeaseDoesNotDisturbItsGroup"),
        broken("takes a repeated finish for a lost lease", BrokenLeases::forgetsEnds,
            "aRepeatedFinishSaysAlreadyApplied"),
        broken("renews what is not held", RenewsAnything::new, "renewalsAnswerEachLeaseInOrder"),
        broken("renews without moving the end", BrokenLeases::neverRenews, "aRenewalMovesTheEndByTheStoragesClock"),
        broken("calls every attempt expired", BrokenLeases::expiresAll, "expiredAttemptsAreFoundWhoeverHoldsThem"),
        broken("keeps the usage of the last attempt only", BrokenLeases::dropsUsage, "theUsageOfAllAttemptsAddsUp"),
        new BrokenStorage("lets others take a lease that holds", BrokenLeases::takesLiveLeases, "TakeOvers",
            "anotherServerTakesNothingWhileTheLeaseHolds"),
        new BrokenStorage("takes over on stale facts", BrokenLeases::takesLiveLeases, "TakeOvers",
            "aLeaseRenewedAfterItWasReadIsNotTaken"),
        new BrokenStorage("forgets that a task was asked to end", BrokenLeases::forgetsCancels, "Cancels",
            "aMarkedTaskDoesNotGoBackIntoTheQueue"),
        new BrokenStorage("forgets the text of a continuation", BrokenLeases::forgetsTexts, "Moves",
            "theContinuationReachesTheNextAttempt"),
        new BrokenStorage("ignores the version", BrokenLeases::ignoresVersions, "Moves",
            "aMoveOfAnotherVersionIsRefused"),
        new BrokenStorage("keeps the result of a retried task", KeepsResults::new, "Moves",
            "aFinalMoveSetsTheEndAndALaterOneClearsIt"));
  }

  private static BrokenStorage broken(String name, UnaryOperator<Storage> wrap, String test) {
    return new BrokenStorage(name, wrap, "Leases", test);
  }

  private static Storage ignoresTokens(Storage storage) {
    return ChangedGroups.units(storage, Finish.class, finish -> standing(storage, finish.lease().task())
        .<Unit>map(lease -> new Finish(lease, finish.end(), finish.move(), finish.gates()))
        .orElse(finish));
  }

  private static Optional<Lease> standing(Storage storage, TaskId task) {
    return SERVERS.stream()
        .flatMap(server -> storage.running(Optional.of(server)).stream())
        .map(RunningAttempt::lease)
        .filter(lease -> lease.task().equals(task))
        .findFirst();
  }

  private static Storage forgetsEnds(Storage storage) {
    return ChangedGroups.answers(storage, result -> new GroupResult(
        result.results()
            .stream()
            .map(one -> one.equals(new UnitResult.AlreadyApplied(List.of())) ? new LeaseLost() : one)
            .toList(),
        result.claimed(),
        result.events()));
  }

  private static Storage neverRenews(Storage storage) {
    return new ForwardingStorage(storage) {
      @Override
      public List<Renewal> renew(List<Lease> leases, Duration leaseFor) {
        return leases.stream().map(lease -> new Renewal(lease, true, false)).toList();
      }
    };
  }

  private static Storage expiresAll(Storage storage) {
    return new ForwardingStorage(storage) {
      @Override
      public List<RunningAttempt> running(Optional<String> server) {
        return server.isPresent()
            ? super.running(server)
            : SERVERS.stream().flatMap(name -> super.running(Optional.of(name)).stream()).toList();
      }
    };
  }

  private static Storage dropsUsage(Storage storage) {
    return ChangedGroups.units(storage, Finish.class, finish -> {
      AttemptEnd end = finish.end();
      boolean ends = finish.move().to().isFinal();
      Usage usage = ends ? end.usage() : Usage.NONE;
      AttemptEnd changed = new AttemptEnd(end.status(), end.counted(), usage, end.failure(), end.at());
      return new Finish(finish.lease(), changed, finish.move(), finish.gates());
    });
  }

  private static Storage takesLiveLeases(Storage storage) {
    return ChangedGroups.units(storage, TakeOver.class, takeOver -> {
      List<Renewal> shortened = storage.renew(List.of(takeOver.current()), Duration.ZERO);
      return shortened.isEmpty() ? takeOver : takeOver;
    });
  }

  private static Storage forgetsCancels(Storage storage) {
    return new ForwardingStorage(storage) {
      @Override
      public GroupResult apply(Group group) {
        return group.units().stream().anyMatch(Unit.RequestCancel.class::isInstance)
            ? new GroupResult(List.of(new UnitResult.Applied(List.of())), List.of(), List.of())
            : super.apply(group);
      }
    };
  }

  private static Storage forgetsTexts(Storage storage) {
    return new ForwardingStorage(storage) {
      @Override
      public Optional<Continuation> continuation(TaskId id) {
        return super.continuation(id).map(one -> new Continuation(one.resumeReference(), Optional.empty()));
      }
    };
  }

  private static Storage ignoresVersions(Storage storage) {
    return ChangedGroups.units(
        storage, Unit.Move.class, unit -> new Unit.Move(unit.move(), OptionalLong.empty()));
  }

  private static final class DropsGroups extends ForwardingStorage {

    DropsGroups(Storage storage) {
      super(storage);
    }

    @Override
    public GroupResult apply(Group group) {
      Stream<Lease> leases =
          group.units()
              .stream()
              .flatMap(unit -> unit instanceof Finish finish ? Stream.of(finish.lease()) : Stream.of());
      if (leases.allMatch(lease -> standing(wrapped(), lease.task()).filter(lease::equals).isPresent())) {
        return super.apply(group);
      }
      List<UnitResult> lost = group.units().stream().<UnitResult>map(unit -> new LeaseLost()).toList();
      return new GroupResult(lost, List.of(), List.of());
    }
  }

  private static final class RenewsAnything extends ForwardingStorage {

    RenewsAnything(Storage storage) {
      super(storage);
    }

    @Override
    public List<Renewal> renew(List<Lease> leases, Duration leaseFor) {
      return super.renew(leases, leaseFor).stream()
          .map(renewal -> new Renewal(renewal.lease(), true, renewal.cancelRequested()))
          .toList();
    }
  }

  private static final class KeepsResults extends ForwardingStorage {

    private final Map<TaskId, TaskResult> kept = new HashMap<>();

    KeepsResults(Storage storage) {
      super(storage);
    }

    @Override
    public GroupResult apply(Group group) {
      group.units().forEach(unit -> {
        if (unit instanceof Finish finish) {
          finish.move().result().ifPresent(result -> kept.put(finish.lease().task(), result));
        }
      });
      return super.apply(group);
    }

    @Override
    public Optional<TaskResult> result(TaskId id) {
      return Optional.ofNullable(kept.get(id));
    }
  }
}
