package dev.claudeworker.spi.testkit.broken;

import dev.claudeworker.spi.storage.ClaimRequest;
import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.storage.Group;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.Unit.Finish;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Gates that hold back too little, too much or too long. */
final class BrokenGates {

  private BrokenGates() {}

  static List<BrokenStorage> all() {
    return List.of(
        broken("opens gates early", BrokenGates::opensEarly, "aGateHoldsUntilItsVeryMicrosecond"),
        broken("closes the executor for one account", BrokenGates::closesExecutors, "anAccountsGateHoldsItsTasksBack"),
        broken("closes everything for one executor", BrokenGates::closesAll, "anExecutorsGateHoldsItsTasksBack"),
        broken("has one gate per scope", BrokenGates::mixesCodes, "allGatesOfATaskMustBeOpen"),
        broken("shortens gates", BrokenGates::shortens, "aGateIsNeverShortenedNotEvenAnEventIsWritten"),
        broken("forgets the gates of an attempt's end", BrokenGates::forgets,
            "anAttemptsEndClosesAGateBeforeTheClaimOfItsGroup"),
        broken("hides gates whose time has come", BrokenGates::hides, "aGateHoldsUntilItsVeryMicrosecond"));
  }

  private static BrokenStorage broken(String name, UnaryOperator<Storage> wrap, String test) {
    return new BrokenStorage(name, wrap, "Gates", test);
  }

  private static Storage opensEarly(Storage storage) {
    return ChangedGroups.claims(storage, claim -> new ClaimRequest(
        claim.holder(),
        claim.limit(),
        claim.leaseFor(),
        claim.executors(),
        claim.placement(),
        claim.accountLimits(),
        claim.at().plus(Duration.ofSeconds(1)),
        claim.ids(),
        claim.events()));
  }

  private static Storage closesExecutors(Storage storage) {
    return scopes(
        storage,
        scope -> scope.kind() == GateScope.Kind.ACCOUNT
            ? GateScope.executor(scope.key().substring(0, scope.key().indexOf('/')))
            : scope);
  }

  private static Storage closesAll(Storage storage) {
    return scopes(storage, scope -> GateScope.ALL);
  }

  private static Storage scopes(Storage storage, UnaryOperator<GateScope> change) {
    return closes(storage, gate -> new Gate(
        change.apply(gate.scope()), gate.code(), gate.closedAt(), gate.until(), gate.details()));
  }

  private static Storage closes(Storage storage, UnaryOperator<Gate> change) {
    return changes(storage, one -> switch (one) {
      case GateChange.Close close -> new GateChange.Close(change.apply(close.gate()), close.event());
      case GateChange.Open open -> open;
    });
  }

  private static Storage mixesCodes(Storage storage) {
    return changes(storage, one -> switch (one) {
      case GateChange.Close(Gate gate, var event) -> new GateChange.Close(
          new Gate(gate.scope(), "one", gate.closedAt(), gate.until(), gate.details()), event);
      case GateChange.Open(GateScope scope, String code, var event) -> new GateChange.Open(scope, "one", event);
    });
  }

  private static Storage changes(Storage storage, UnaryOperator<GateChange> change) {
    return ChangedGroups.units(
        storage, Unit.ChangeGate.class, unit -> new Unit.ChangeGate(change.apply(unit.change())));
  }

  private static Storage shortens(Storage storage) {
    return ChangedGroups.groups(
        storage,
        group -> ChangedGroups.withUnits(
            group, group.units().stream().flatMap(unit -> openedFirst(storage, unit)).toList()));
  }

  private static Stream<Unit> openedFirst(Storage storage, Unit unit) {
    if (unit instanceof Unit.ChangeGate(GateChange.Close(Gate gate, var event)) && !storage.gates().isEmpty()) {
      return Stream.of(new Unit.ChangeGate(new GateChange.Open(gate.scope(), gate.code(), event)), unit);
    }
    return Stream.of(unit);
  }

  private static Storage forgets(Storage storage) {
    return ChangedGroups.units(
        storage, Finish.class, finish -> new Finish(finish.lease(), finish.end(), finish.move(), List.of()));
  }

  private static Storage hides(Storage storage) {
    return new ForwardingStorage(storage) {
      @Override
      public List<Gate> gates() {
        return super.gates().stream().filter(gate -> gate.until().isEmpty()).toList();
      }
    };
  }
}
