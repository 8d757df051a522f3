package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.GateChange;
import dev.claudeworker.spi.storage.GroupResult;
import dev.claudeworker.spi.storage.Unit;
import dev.claudeworker.spi.storage.UnitResult;
import dev.claudeworker.spi.storage.UnitResult.AlreadyApplied;
import dev.claudeworker.spi.storage.UnitResult.LeaseLost;
import dev.claudeworker.spi.task.AttemptStatus;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.Usage;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Drafts;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Closed gates hold back the tasks of their scope, and nothing else. */
public abstract class GateContract extends StorageConcern {

  private static final Instant NOW = SettableClock.START;
  private static final Instant LATER = NOW.plusSeconds(600);
  private static final String CODE = WaitReason.USAGE_LIMIT;

  /** For subclasses. */
  protected GateContract() {}

  @Test
  final void theGateOfEverythingHoldsAllBack() {
    store().submit();
    store().submit(aTask().executor("shell"));
    close(GateScope.ALL, Optional.empty());

    assertThat(store().claimIds(claims())).isEmpty();
  }

  @Test
  final void anExecutorsGateHoldsItsTasksBack() {
    store().submit(aTask().executor("shell").account("red"));
    TaskId other = store().submit(aTask().executor("test").account("red"));
    close(GateScope.executor("shell"), Optional.empty());

    assertThat(store().claimIds(claims())).containsExactly(other);
  }

  @Test
  final void anAccountsGateHoldsItsTasksBack() {
    TaskId otherAccount = store().submit(aTask().executor("shell").account("red"));
    store().submit(aTask().executor("shell").account("blue"));
    TaskId otherExecutor = store().submit(aTask().executor("test").account("blue"));
    close(GateScope.account("shell", "blue"), Optional.empty());

    assertThat(store().claimIds(claims())).containsExactly(otherAccount, otherExecutor);
  }

  @Test
  final void aGateHoldsUntilItsVeryMicrosecond() {
    TaskId id = store().submit();
    close(GateScope.ALL, Optional.of(LATER));

    assertThat(store().claimIds(claims().at(LATER.minusNanos(1_000)))).isEmpty();
    assertThat(store().claimIds(claims().at(LATER))).containsExactly(id);
    assertThat(store().storage().gates()).as("its row still stands").hasSize(1);
  }

  @Test
  final void anOpenedGateHoldsNothingBack() {
    TaskId id = store().submit();
    close(GateScope.ALL, Optional.empty());

    store().applied(open(GateScope.ALL, CODE));

    assertThat(store().storage().gates()).isEmpty();
    assertThat(store().claimIds(claims())).containsExactly(id);
  }

  @Test
  final void allGatesOfATaskMustBeOpen() {
    TaskId id = store().submit();
    close(GateScope.ALL, Optional.empty());
    store().applied(closed(gate(GateScope.ALL, WaitReason.PAUSED, Optional.empty())));
    close(GateScope.executor("test"), Optional.of(LATER));

    store().applied(open(GateScope.ALL, CODE));
    assertThat(store().claimIds(claims())).isEmpty();
    store().applied(open(GateScope.executor("test"), CODE));
    assertThat(store().claimIds(claims())).isEmpty();
    store().applied(open(GateScope.ALL, WaitReason.PAUSED));
    assertThat(store().claimIds(claims())).containsExactly(id);
  }

  @Test
  final void aClaimReachesBeyondManyTasksBehindAGate() {
    for (int index = 0; index < 300; index++) {
      store().submit(aTask().account("full").claimOrder(index));
    }
    TaskId last = store().submit(aTask().claimOrder(1_000));
    close(GateScope.account("test", "full"), Optional.empty());

    assertThat(store().claimIds(claims())).containsExactly(last);
  }

  @Test
  final void gatesComeBackAsTheyWereClosed() {
    Gate gate = new Gate(
        GateScope.account("shell", "red/blue \uD83D\uDE80"),
        "a_plugins_own_word",
        NOW,
        Optional.of(LATER),
        JsonObject.EMPTY.with("words", "resets at 22:40"));
    Gate endless = gate(GateScope.ALL, WaitReason.PAUSED, Optional.empty());

    store().applied(closed(gate), closed(endless));

    assertThat(store().storage().gates()).containsExactlyInAnyOrder(gate, endless);
  }

  @Test
  final void aLongerGateReplacesAShorterOne() {
    close(GateScope.ALL, Optional.of(LATER));
    Gate longer = gate(GateScope.ALL, CODE, Optional.of(LATER.plusNanos(1_000)));
    Gate endless = gate(GateScope.ALL, CODE, Optional.empty());

    store().applied(closed(longer));
    assertThat(store().storage().gates()).containsExactly(longer);
    store().applied(closed(endless));
    assertThat(store().storage().gates()).containsExactly(endless);
  }

  @Test
  final void aGateIsNeverShortenedNotEvenAnEventIsWritten() {
    close(GateScope.ALL, Optional.of(LATER));
    String before = store().snapshot();

    writesNothing(closed(gate(GateScope.ALL, CODE, Optional.of(LATER))), before);
    writesNothing(closed(gate(GateScope.ALL, CODE, Optional.of(LATER.minusSeconds(1)))), before);

    store().applied(closed(gate(GateScope.ALL, CODE, Optional.empty())));
    String endless = store().snapshot();
    writesNothing(closed(gate(GateScope.ALL, CODE, Optional.of(LATER.plusSeconds(1)))), endless);
    writesNothing(closed(gate(GateScope.ALL, CODE, Optional.empty())), endless);
  }

  @Test
  final void openingAnOpenGateWritesNothing() {
    close(GateScope.ALL, Optional.empty());
    String before = store().snapshot();

    writesNothing(open(GateScope.ALL, WaitReason.PAUSED), before);
    writesNothing(open(GateScope.executor("test"), CODE), before);
  }

  private void writesNothing(Unit unit, String before) {
    GroupResult result = store().apply(Groups.of(unit));
    assertThat(result.results()).containsExactly(new AlreadyApplied(List.of()));
    assertThat(result.events()).isEmpty();
    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void aGateIsOneEventHoweverManyTasksStandBehindIt() {
    store().submit(NewTasks.tasks(50));
    long before = store().head();

    close(GateScope.ALL, Optional.empty());

    assertThat(store().head()).isEqualTo(before + 1);
    TaskEvent event = store().events().get((int) before);
    assertThat(event.type()).isEqualTo(EventTypes.GATE_CLOSED);
    assertThat(event.task()).isEmpty();
  }

  @Test
  final void anAttemptsEndClosesAGateBeforeTheClaimOfItsGroup() {
    TaskId id = store().submit();
    ClaimedTask claimed = store().claim();
    store().submit(aTask().account("default"));
    TaskId elsewhere = store().submit(aTask().account("other"));
    Unit suspended = suspended(claimed);

    GroupResult result = store().apply(Groups.claiming(claims(), suspended));

    assertThat(result.results()).allSatisfy(StorageDriver::isApplied);
    assertThat(StorageDriver.ids(result.claimed())).containsExactly(elsewhere);
    assertThat(store().history(id)).contains(EventTypes.GATE_CLOSED);
  }

  @Test
  final void aLostLeaseClosesNoGate() {
    store().submit();
    ClaimedTask claimed = store().claim();
    String before = store().snapshot();

    UnitResult lost = store().apply(suspended(LeaseContract.withToken(claimed, UUID.randomUUID())));

    assertThat(lost).isEqualTo(new LeaseLost());
    assertThat(store().snapshot()).isEqualTo(before);
  }

  @Test
  final void aRepeatedFinishClosesNoGateAgain() {
    store().submit();
    Unit suspended = suspended(store().claim());
    store().applied(suspended);
    store().applied(open(GateScope.account("test", "default"), CODE));
    String before = store().snapshot();

    assertThat(store().apply(suspended)).isEqualTo(new AlreadyApplied(List.of()));

    assertThat(store().snapshot()).isEqualTo(before);
  }

  private static Unit suspended(ClaimedTask claimed) {
    GateChange closes = new GateChange.Close(
        gate(GateScope.account("test", "default"), CODE, Optional.of(LATER)), Drafts.event(EventTypes.GATE_CLOSED));
    return Finishes.of(
        claimed,
        AttemptStatus.SUSPENDED,
        Moves.of(claimed.task()).waiting(CODE, Optional.of(LATER)).build(),
        Usage.NONE,
        List.of(closes));
  }

  private static Claims claims() {
    return Claims.by(SERVER).limit(9).executors("test", "shell").at(NOW);
  }

  private void close(GateScope scope, Optional<Instant> until) {
    store().applied(closed(gate(scope, CODE, until)));
  }

  private static Gate gate(GateScope scope, String code, Optional<Instant> until) {
    return new Gate(scope, code, NOW, until, JsonObject.EMPTY);
  }

  private static Unit closed(Gate gate) {
    return new Unit.ChangeGate(new GateChange.Close(gate, Drafts.event(EventTypes.GATE_CLOSED)));
  }

  private static Unit open(GateScope scope, String code) {
    return new Unit.ChangeGate(new GateChange.Open(scope, code, Drafts.event(EventTypes.GATE_OPENED)));
  }
}
