package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.claudeworker.spi.executor.ChildProcess;
import dev.claudeworker.spi.executor.ProcessStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the guard does to children whose leases nobody renews. */
@Timeout(60)
class GuardIT {

  private static final Duration LEASE = Duration.ofMillis(2_400);
  private static final Duration MARGIN = Duration.ofMillis(800);

  @TempDir
  Path home;

  private Workshop workshop;
  private ShellGuard guard;

  @BeforeEach
  void open() throws Exception {
    guard = ShellGuard.open(home, LEASE, MARGIN);
    workshop = new Workshop(home, Workshop.QUICK, guard);
  }

  /** The guard goes by itself when there is nobody left to guard. */
  @AfterEach
  void close() {
    workshop.close();
    await().atMost(Duration.ofSeconds(20)).until(() -> guardProcess().isEmpty());
  }

  private Optional<ProcessHandle> guardProcess() throws Exception {
    long pid = Long.parseLong(Files.readString(home.resolve("guard/pid")).strip());
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
  }

  @Test
  void childrenLiveAsLongAsLeasesAreRenewedAndNoLonger() throws Exception {
    var place = workshop.attempt();
    ChildProcess child = workshop.start(place, "trap '' TERM; setsid sleep 300 & sleep 300");
    for (int renewals = 0; renewals < 8; renewals++) {
      guard.keep(guard.now());
      await().pollDelay(LEASE.dividedBy(10)).until(() -> !workshop.living(place).isEmpty());
    }
    long kept = System.nanoTime();
    guard.keep(guard.now());

    await().atMost(Duration.ofSeconds(20)).until(() -> workshop.living(place).isEmpty());

    assertThat(System.nanoTime() - kept).as("not before its time")
        .isGreaterThan(LEASE.minus(MARGIN).minusMillis(100).toNanos());
    assertThat(child.waitFor().code()).as("it counts as lost, not as failed").isEmpty();
    assertThat(place.files().exit()).doesNotExist();
  }

  @Test
  void aChildThatWasEndedWhileNoServerWasThereIsLost() throws Exception {
    var place = workshop.attempt();
    workshop.start(place, "sleep 300");
    workshop.room.close();

    await().atMost(Duration.ofSeconds(20)).until(() -> workshop.living(place).isEmpty());

    try (var next = new Workshop(home)) {
      var again = next.attempt(place.id(), place.directory());
      var lost = catchThrowableOfType(ProcessStartException.class, () -> next.adopt(again));
      assertThat(lost.reason()).isEqualTo(ProcessStartException.Reason.LOST);
    }
  }

  @Test
  void theGuardOfARestartedServerTakesOverFromTheOneBefore() throws Exception {
    var place = workshop.attempt();
    workshop.start(place, "sleep 300");
    workshop.room.close();
    ProcessHandle before = guardProcess().orElseThrow();

    guard = ShellGuard.open(home, LEASE, MARGIN);
    await().atMost(Duration.ofSeconds(20)).until(() -> !before.isAlive());

    assertThat(home.resolve("guard/children/" + place.id())).exists();
    await().atMost(Duration.ofSeconds(20)).until(() -> workshop.living(place).isEmpty());
  }

  @Test
  void aChildThatEndsByItselfIsForgotten() throws Exception {
    var place = workshop.attempt();

    workshop.start(place, "exit 3").waitFor();

    await().atMost(Duration.ofSeconds(20)).until(() -> !Files.exists(home.resolve("guard/children/" + place.id())));
  }

  @Test
  void aChildThatTheGuardCannotBeToldOfIsNotStarted() throws Exception {
    var place = workshop.attempt();
    Files.delete(home.resolve("guard/children"));

    var refused = catchThrowableOfType(ProcessStartException.class, () -> workshop.start(place, "sleep 300"));

    assertThat(refused.reason()).isEqualTo(ProcessStartException.Reason.RESOURCES);
    assertThat(refused).hasMessageContaining("The guard cannot be told of the child");
    assertThat(workshop.living(place)).isEmpty();
    Files.createDirectory(home.resolve("guard/children"));
  }
}
