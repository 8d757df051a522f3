package dev.claudeworker.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.task.Task;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.task.TaskStatus;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attempts of another server in a storage that both use. */
class SharedStorageTest {

  private static final Duration LEASE = Duration.ofSeconds(20);

  @TempDir
  Path home;

  private final SettableClock clock = new SettableClock();
  private final InMemoryStorage rows = new InMemoryStorage(clock);
  private final HookedStorage storage = new HookedStorage(rows);
  private CoreFixture fixture;

  @BeforeEach
  void start() {
    storage.share();
    fixture = CoreFixture.over(home, clock, rows, storage, CoreFixture.SETTINGS);
    fixture.core.start();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private TaskId claimedByAnotherServer() {
    var claim = Claims.by("server-2").leaseFor(LEASE).limit(1);
    return rows.apply(Groups.claiming(claim, Groups.submit(NewTasks.aTask()))).claimed().getFirst().task().id();
  }

  @Test
  void expiredAttemptOfAnotherServerIsLostAndTriedAgainHere() {
    TaskId id = claimedByAnotherServer();
    clock.advance(LEASE.plus(Duration.ofSeconds(5)));

    fixture.core.reap();
    Task ended = fixture.ended(id);

    assertThat(ended.status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(ended.state().lost()).isEqualTo(1);
    assertThat(ended.state().attempts()).isEqualTo(2);
  }

  @Test
  void leaseOfAnotherServerIsLeftAloneUntilItsMarginIsOver() {
    TaskId id = claimedByAnotherServer();
    clock.advance(LEASE.plus(Duration.ofSeconds(4)));

    fixture.core.reap();
    fixture.core.reap();

    assertThat(fixture.task(id).status()).isEqualTo(TaskStatus.RUNNING);
  }
}
