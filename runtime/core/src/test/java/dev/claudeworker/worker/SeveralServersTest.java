package dev.claudeworker.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.fleet.FleetSettings;
import dev.claudeworker.queue.TaskView;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.storage.ServerEntry;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.task.WaitReason;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server leaves to others, and what it says about tasks that nobody takes. */
class SeveralServersTest {

  private static final Duration LONG = Duration.ofDays(1);

  @TempDir
  Path home;

  private final SettableClock clock = new SettableClock();
  private final InMemoryStorage rows = new InMemoryStorage(clock);
  private final HookedStorage storage = new HookedStorage(rows);
  private CoreFixture fixture;

  @BeforeEach
  void start() {
    storage.share();
    var fleet =
        new FleetSettings("this", "1", Map.of("zone", "eu"), Duration.ofMinutes(2), Duration.ofMillis(25), LONG);
    fixture = CoreFixture.over(home, clock, rows, storage, CoreFixture.SETTINGS.with(fleet));
    fixture.core.start();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private void announceOther(int slots, Map<String, String> labels) {
    rows.servers()
        .announce(
            new ServerEntry(
                new LeaseHolder("other", UUID.randomUUID()), "other", Optional.empty(), "1", slots, labels,
                Set.of(ScriptedExecutor.NAME), SettableClock.START),
            LONG);
    fixture.core.fleet().announce();
  }

  private WaitReason reason(TaskId id) {
    return fixture.queue().find(id).flatMap(TaskView::waitReason).orElseThrow();
  }

  @Test
  void aTaskIsTakenWhereItsLabelsAreAndElsewhereSaysWhatItWaitsFor() {
    TaskId here = fixture.submit(Requests.aRequest().requires("zone", "eu").build());
    TaskId nowhere = fixture.submit(Requests.aRequest().requires("gpu", "yes").build());

    assertThat(fixture.ended(here).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(reason(nowhere).code()).isEqualTo("server");
    assertThat(reason(nowhere).details().text("message").orElse("")).contains("label gpu=yes", "server.labels");
  }

  @Test
  void aTaskThatAnotherServerCanTakeWaitsForOneOfItsSlots() {
    announceOther(3, Map.of("gpu", "yes"));

    TaskId there = fixture.submit(Requests.aRequest().requires("gpu", "yes").build());

    assertThat(reason(there).code()).isEqualTo("slot");
    assertThat(reason(there).details().text("message")).contains("about to start");
    assertThat(fixture.task(there).status()).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void newWorkIsLeftToTheServerWithTheMostFreeSlotsForAMoment() {
    announceOther(9, Map.of());

    TaskId id = fixture.submit();

    assertThat(fixture.task(id).status()).isEqualTo(TaskStatus.PENDING);
    fixture.advance(Duration.ofMillis(25));
    assertThat(fixture.ended(id).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void aServerWhoseNameWasTakenClaimsNothing() {
    rows.servers()
        .announce(
            new ServerEntry(
                new LeaseHolder(CoreFixture.SERVER, UUID.randomUUID()), "copy", Optional.empty(), "1", 1, Map.of(),
                Set.of(), SettableClock.START.plusSeconds(9)),
            LONG);
    fixture.core.fleet().announce();

    TaskId id = fixture.submit();

    assertThat(reason(id).code()).isEqualTo("server");
    assertThat(reason(id).details().text("message").orElse("")).contains("same id");
    assertThat(fixture.core.worker().status().claiming()).isFalse();
  }
}
