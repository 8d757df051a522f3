package dev.claudeworker.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.event.CommittedEvents;
import dev.claudeworker.event.EventSettings;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.EventFilter;
import dev.claudeworker.spi.storage.EventPage;
import dev.claudeworker.spi.storage.StorageCapability;
import dev.claudeworker.spi.storage.StorageInfo;
import dev.claudeworker.spi.task.EventTypes;
import dev.claudeworker.spi.task.TaskEvent;
import dev.claudeworker.spi.testkit.ForwardingStorage;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.time.Instant;
import java.util.List;
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
      public void onCommit(LongConsumer changed) {
        told = Optional.of(changed);
      }
    };
    events.start();
    var followed = new OtherServers(storage, events, () -> claims.add("claim"), renewed::countDown);
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
