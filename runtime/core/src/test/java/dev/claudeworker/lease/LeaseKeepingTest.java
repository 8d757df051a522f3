package dev.claudeworker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.storage.Renewal;
import dev.claudeworker.spi.storage.RunningAttempt;
import dev.claudeworker.spi.task.Lease;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Groups;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What keeps leases over the reference storage, which is not shared. */
class LeaseKeepingTest {

  private static final String SERVER = "server-1";
  private final SettableClock clock = new SettableClock();
  private final InMemoryStorage storage = new InMemoryStorage(clock);
  private final Held held = new Held();
  private final List<RunningAttempt> taken = new ArrayList<>();
  private final LeaseReaper reaper =
      new LeaseReaper(storage, held, SERVER, LeaseSettings.DEFAULT, LeaseSettings.DEFAULT.lookEvery(), taken::addAll);

  private final AtomicLong nanos = new AtomicLong(5);
  private int announced;
  private int caughtUp;
  private final List<Long> kept = new ArrayList<>();

  /** What this process runs, as the test says. */
  private static final class Held implements HeldLeases {

    private final List<Lease> leases = new ArrayList<>();
    private final Set<TaskId> tasks = new HashSet<>();
    private final List<Renewal> renewals = new ArrayList<>();
    private int overdue;

    @Override
    public List<Lease> leases() {
      return leases;
    }

    @Override
    public boolean holds(TaskId task) {
      return tasks.contains(task);
    }

    @Override
    public void overdue() {
      overdue++;
    }

    @Override
    public void renewed(Renewal renewal) {
      renewals.add(renewal);
    }
  }

  @Test
  void theGuardAndTheOtherServersAreTold() {
    heartbeat().beat();

    assertThat(announced).isEqualTo(1);
    assertThat(kept).containsExactly(77L);
  }

  @Test
  void leasesThatCannotBeRenewedAreGivenUpBeforeTheyEnd() {
    Heartbeat heartbeat = heartbeat();
    heartbeat.beat();
    nanos.addAndGet(Duration.ofSeconds(15).minusNanos(1).toNanos());
    assertThat(heartbeat.giveUpOverdue()).isEqualTo(Duration.ofNanos(1));
    assertThat(held.overdue).isZero();

    nanos.addAndGet(1);
    heartbeat.giveUpOverdue();

    assertThat(held.overdue).isEqualTo(1);
  }

  @Test
  void nothingIsBegunBetweenTheEndOfAllLeasesAndTheNextRenewal() {
    Heartbeat heartbeat = heartbeat();
    heartbeat.beat();
    nanos.addAndGet(Duration.ofSeconds(15).minusNanos(1).toNanos());
    assertThat(heartbeat.isOverdue()).isFalse();
    nanos.addAndGet(1);
    assertThat(heartbeat.isOverdue()).isTrue();
    assertThat(caughtUp).isZero();

    heartbeat.beat();

    assertThat(heartbeat.isOverdue()).isFalse();
    assertThat(caughtUp).isEqualTo(1);
  }

  private Heartbeat heartbeat() {
    var others = new Heartbeat.Others(() -> announced++, () -> 77, kept::add, () -> caughtUp++);
    return new Heartbeat(storage, held, LeaseSettings.DEFAULT, others, nanos::get);
  }

  private Lease claim(String server) {
    var group = Groups.claiming(Claims.by(server).limit(1), Groups.submit(NewTasks.aTask()));
    return storage.apply(group).claimed().getFirst().lease();
  }

  @Test
  void beatRenewsEveryHeldLeaseForItsWholeDuration() {
    held.leases.add(claim(SERVER));
    clock.advance(Duration.ofSeconds(10));

    heartbeat().beat();

    assertThat(held.renewals).singleElement().satisfies(renewal -> {
      assertThat(renewal.held()).isTrue();
      assertThat(renewal.lease().expires()).isEqualTo(clock.instant().plusSeconds(20));
    });
  }

  @Test
  void beatTellsOfALeaseThatIsNotHeldAnyMore() {
    Lease lease = claim(SERVER);
    held.leases.add(new Lease(lease.task(), lease.attempt(), UUID.randomUUID(), lease.expires()));

    heartbeat().beat();

    assertThat(held.renewals).singleElement().matches(renewal -> !renewal.held());
  }

  @Test
  void attemptOfThisServerThatNobodyRunsIsTakenOverInTheSecondRound() {
    Lease lease = claim(SERVER);

    reaper.reap();
    assertThat(taken).isEmpty();
    reaper.reap();

    assertThat(taken).extracting(running -> running.lease().token()).containsExactly(lease.token());
  }

  @Test
  void attemptThatThisProcessRunsIsNeverTakenHoweverLateItsHeartbeat() {
    held.tasks.add(claim(SERVER).task());
    clock.advance(Duration.ofDays(1));

    reaper.reap();
    reaper.reap();

    assertThat(taken).isEmpty();
  }

  @Test
  void storageThatIsNotSharedHasNoOtherServers() {
    claim("server-2");
    clock.advance(Duration.ofDays(1));

    reaper.reap();
    reaper.reap();

    assertThat(taken).isEmpty();
  }

  @Test
  void leasesAreRenewedAtAThirdOfTheirDuration() {
    assertThat(LeaseSettings.DEFAULT.renewEvery()).isEqualTo(Duration.ofSeconds(20).dividedBy(3));
  }
}
