package dev.claudeworker.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.event.CommittedEvents;
import dev.claudeworker.event.EventSettings;
import dev.claudeworker.fleet.Fleet;
import dev.claudeworker.fleet.FleetSettings;
import dev.claudeworker.retry.CircuitRules;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.storage.StorageCapability;
import dev.claudeworker.spi.storage.StorageInfo;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtherServersTest {

  private final List<TaskEvent> log = new CopyOnWriteArrayList<>();
  private final CommittedEvents events =
      new CommittedEvents(new EventSettings(100, 100, 100), this::read);
  private final LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final CountDownLatch renewed = new CountDownLatch(1);
  private final LinkedBlockingQueue<String> claims = new LinkedBlockingQueue<>();
  private Optional<LongConsumer> told = Optional.empty();
  private Optional<OtherServers> started = Optional.empty();

  private final Circuits circuits = new Circuits(CircuitRules.DEFAULT, "server:this");
  private volatile List<Gate> gates = List.of();

  @AfterEach
  void stop() {
    started.ifPresent(OtherServers::stop);
    events.stop();
  }

  private EventPage read(EventFilter filter) {
    var page = log.stream().filter(event -> event.sequence() > filter.after()).limit(filter.limit()).toList();
    return new EventPage(page, log.size(), 1);
  }

  private void start(Set<StorageCapability> capabilities) {
    var storage = new ForwardingStorage(new InMemoryStorage(new SettableClock())) {
      @Override
      public StorageInfo info() {
        return new StorageInfo("test", new UUID(1, 2), "1", "1", capabilities, JsonObject.EMPTY);
      }

      @Override
      public List<Gate> gates() {
        return gates;
      }

      @Override
      public void onCommit(LongConsumer changed) {
        told = Optional.of(changed);
      }
    };
    events.start();
    var clock = new SettableClock();
    var fleet =
        new Fleet(
            storage, new LeaseHolder("this", new UUID(3, 4)), FleetSettings.DEFAULT, Duration.ofSeconds(20), () -> 4,
            Set::of, clock);
    var followed =
        new OtherServers(
            storage, events, () -> claims.add("claim"), renewed::countDown, fleet, circuits, "server:this");
    started = Optional.of(followed);
    followed.start();
  }

  private void commitElsewhere(String type) {
    log.add(
        new TaskEvent(
            log.size() + 1L, type, 1, "default", "server:other", Optional.empty(), Optional.empty(),
            Optional.empty(), "", Instant.EPOCH, JsonObject.EMPTY));
    told.orElseThrow().accept(log.size());
  }

  @Test
  void whatAnotherServerCommitsReachesSubscribersAndAsksForDueTasks() throws Exception {
    start(Set.of(StorageCapability.SHARED));
    assertThat(claims.poll(20, TimeUnit.SECONDS)).as("the first round").isNotNull();
    events.subscribe(event -> true, event -> seen.add(event.type()));

    commitElsewhere(EventTypes.TASK_SUBMITTED);

    assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(EventTypes.TASK_SUBMITTED);
    assertThat(claims.poll(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(renewed.getCount()).as("no reason to renew").isEqualTo(1);
  }

  @Test
  void aCancelAcceptedElsewhereMakesTheLeasesBeRenewedNow() throws Exception {
    start(Set.of(StorageCapability.SHARED));

    commitElsewhere(EventTypes.TASK_CANCEL_REQUESTED);

    assertThat(renewed.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCircuitThatAnotherServerOpensIsProbedByOneTaskHereAndClosedWithTheirs() throws Exception {
    start(Set.of(StorageCapability.SHARED));
    GateScope scope = GateScope.account("shell", "me");
    Instant until = Instant.EPOCH.plusSeconds(60);
    gates = List.of(new Gate(scope, WaitReason.CIRCUIT_OPEN, Instant.EPOCH, Optional.of(until), JsonObject.EMPTY));

    commitElsewhere(EventTypes.GATE_CLOSED);
    await().atMost(Duration.ofSeconds(20))
        .until(() -> circuits.limits(until.plusSeconds(1), account -> 0).equals(Map.of("shell/me", 1)));

    gates = List.of();
    commitElsewhere(EventTypes.GATE_OPENED);
    await().atMost(Duration.ofSeconds(20)).until(() -> circuits.limits(until.plusSeconds(1), account -> 0).isEmpty());
  }

  @Test
  void whatThisServerHasToldAlreadyIsNotLookedForAgain() throws Exception {
    start(Set.of(StorageCapability.SHARED));
    assertThat(claims.poll(20, TimeUnit.SECONDS)).as("the first round").isNotNull();

    told.orElseThrow().accept(0);
    commitElsewhere(EventTypes.TASK_SUBMITTED);

    assertThat(claims.poll(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(claims).isEmpty();
  }

  @Test
  void aStorageOfOneServerIsNotAsked() {
    start(Set.of());

    assertThat(told).isEmpty();
  }
}
