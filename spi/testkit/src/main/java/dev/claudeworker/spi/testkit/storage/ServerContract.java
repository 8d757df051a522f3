package dev.claudeworker.spi.testkit.storage;

import static dev.claudeworker.spi.testkit.NewTasks.aTask;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.OTHER_SERVER;
import static dev.claudeworker.spi.testkit.storage.StorageDriver.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.storage.ClaimedTask;
import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.storage.Placement;
import dev.claudeworker.spi.storage.RegisteredServer;
import dev.claudeworker.spi.storage.ServerEntry;
import dev.claudeworker.spi.storage.ServerRegistry;
import dev.claudeworker.spi.task.Continuation;
import dev.claudeworker.spi.task.TaskId;
import dev.claudeworker.spi.testkit.Claims;
import dev.claudeworker.spi.testkit.Finishes;
import dev.claudeworker.spi.testkit.Moves;
import dev.claudeworker.spi.testkit.NewTasks;
import dev.claudeworker.spi.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Servers know of each other, and take what belongs to them. */
public abstract class ServerContract extends StorageConcern {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant STARTED = SettableClock.START;

  /** For subclasses. */
  protected ServerContract() {}

  private ServerRegistry registry() {
    return store().storage().servers();
  }

  private static ServerEntry entry(String server, Instant started) {
    return new ServerEntry(
        new LeaseHolder(server, UUID.randomUUID()), "name of " + server, Optional.of("http://127.0.0.1:8000"), "1.2.3",
        4, Map.of("gpu", "yes"), Set.of("shell", "claude-cli"), started);
  }

  @Test
  final void whatAServerSaysCanBeRead() {
    ServerEntry one = entry(SERVER, STARTED);
    ServerEntry other = new ServerEntry(
        Claims.holder(OTHER_SERVER), "a name", Optional.empty(), "1", 0, Map.of(), Set.of(), STARTED);
    Instant before = store().storage().now();

    assertThat(registry().announce(one, MINUTE)).isTrue();
    assertThat(registry().announce(other, MINUTE)).isTrue();

    List<RegisteredServer> servers = registry().servers();
    assertThat(servers).extracting(RegisteredServer::entry).containsExactly(other, one);
    assertThat(servers).allMatch(RegisteredServer::alive).noneMatch(RegisteredServer::left);
    assertThat(servers.get(1).seen()).isBetween(before, store().storage().now());
    assertThat(servers.get(1).aliveUntil()).isEqualTo(servers.get(1).seen().plus(MINUTE));
    assertThat(servers.get(1).free()).isEqualTo(4);
  }

  @Test
  final void anotherWordReplacesTheOneBefore() {
    LeaseHolder holder = Claims.holder(SERVER);
    registry().announce(entry(SERVER, STARTED), MINUTE);
    ServerEntry changed =
        new ServerEntry(holder, "other", Optional.empty(), "2", 7, Map.of(), Set.of("shell"), STARTED.plusSeconds(1));

    assertThat(registry().announce(changed, MINUTE)).isTrue();

    assertThat(registry().servers()).extracting(RegisteredServer::entry).containsExactly(changed);
  }

  @Test
  final void theOlderOfTwoStartsOfAServerIsTold() {
    ServerEntry older = entry(SERVER, STARTED);
    ServerEntry newer = entry(SERVER, STARTED.plusSeconds(5));
    registry().announce(older, MINUTE);
    registry().announce(newer, MINUTE);

    assertThat(registry().announce(older, MINUTE)).isFalse();

    assertThat(registry().servers()).extracting(RegisteredServer::entry).containsExactly(newer);
    assertThat(registry().announce(newer, MINUTE)).isTrue();
  }

  @Test
  final void aServerThatSaidGoodByeIsNotAlive() {
    registry().announce(entry(SERVER, STARTED), Duration.ZERO);

    RegisteredServer left = registry().servers().get(0);

    assertThat(left.alive()).isFalse();
    assertThat(left.left()).isTrue();
    assertThat(left.free()).isZero();
  }

  @Test
  final void theLeasesOfAServerAreCounted() {
    registry().announce(entry(SERVER, STARTED), MINUTE);
    store().submit();
    store().submit();
    List<ClaimedTask> claimed = store().claim(Claims.by(SERVER).limit(2));

    assertThat(registry().servers().get(0).running()).isEqualTo(2);
    assertThat(registry().servers().get(0).free()).isEqualTo(2);

    store().applied(Finishes.completed(claimed.get(0)));
    assertThat(registry().servers().get(0).running()).isEqualTo(1);
  }

  @Test
  final void onlyServersThatAreGoneAndHoldNothingAreForgotten() {
    registry().announce(entry("alive", STARTED), MINUTE);
    registry().announce(entry("gone", STARTED), Duration.ZERO);
    registry().announce(entry(SERVER, STARTED), Duration.ZERO);
    store().submit();
    store().claim();

    assertThat(registry().forget(store().storage().now().minus(MINUTE))).isZero();
    assertThat(registry().forget(store().storage().now().plusMillis(1))).isEqualTo(1);

    assertThat(registry().servers()).extracting(RegisteredServer::id).containsExactly("alive", SERVER);
  }

  @Test
  final void aTaskIsClaimedOnlyWhereAllItsLabelsAre() {
    TaskId both = store().submit(aTask().requires("gpu", "yes").requires("zone", "eu").claimOrder(1));
    TaskId gpu = store().submit(aTask().requires("gpu", "yes").claimOrder(2));
    TaskId anywhere = store().submit(aTask().claimOrder(3));

    assertThat(store().task(both).settings().requiredLabels()).isEqualTo(Map.of("gpu", "yes", "zone", "eu"));
    assertThat(store().claimIds(labelled(Map.of("gpu", "no", "zone", "eu")))).containsExactly(anywhere);
    assertThat(store().claimIds(labelled(Map.of("gpu", "yes", "zone", "us")))).containsExactly(gpu);
    assertThat(store().claimIds(labelled(Map.of("gpu", "yes", "zone", "eu", "more", "x")))).containsExactly(both);
  }

  @Test
  final void anAccountLimitHoldsForTasksWithAndWithoutLabelsTogether() {
    store().submit(aTask().requires("gpu", "yes").claimOrder(1));
    TaskId second = store().submit(aTask().claimOrder(2));
    TaskId third = store().submit(aTask().claimOrder(3));

    Claims claims = labelled(Map.of("gpu", "yes"));
    assertThat(store().claimIds(claims.accountLimit("test/default", 2))).hasSize(2).contains(second);
    assertThat(store().claimIds(labelled(Map.of()))).containsExactly(third);
  }

  private static Claims labelled(Map<String, String> labels) {
    return Claims.by(SERVER).limit(5).placement(new Placement(labels, Set.of(), Duration.ZERO));
  }

  @Test
  final void aTaskThatContinuesIsLeftToItsServerForAWhile() {
    TaskId id = continuing();

    assertThat(store().claimIds(besides(SERVER, MINUTE))).isEmpty();
    assertThat(store().claimIds(Claims.by(SERVER).placement(besides(OTHER_SERVER)))).containsExactly(id);
  }

  @Test
  final void aTaskThatContinuesGoesElsewhereAfterItsTimeOrWithoutItsServer() {
    TaskId first = continuing();
    assertThat(store().claimIds(besides(SERVER, Duration.ZERO))).containsExactly(first);

    TaskId second = continuing();
    assertThat(store().claimIds(besides("somebody else", MINUTE))).containsExactly(second);
  }

  @Test
  final void aTaskThatStartsAnewIsLeftToNobody() {
    TaskId id = store().submit();
    store().applied(Finishes.retried(store().claim(), SettableClock.START));
    store().applied(Moves.of(store().task(id)).pending().unit());

    assertThat(store().claimIds(besides(SERVER, MINUTE))).containsExactly(id);
  }

  @Test
  final void tasksLeftToOthersHideNothingBehindThem() {
    store().submit(NewTasks.tasks(20));
    store().claim(Claims.by(SERVER).limit(20)).forEach(this::becomesPendingWithItsSession);
    TaskId free = store().submit(aTask().claimOrder(Long.MAX_VALUE));

    assertThat(store().claimIds(besides(SERVER, MINUTE))).containsExactly(free);
  }

  /** A pending task with a session, whose last attempt was claimed by {@link StorageDriver#SERVER}. */
  private TaskId continuing() {
    TaskId id = store().submit();
    becomesPendingWithItsSession(store().claim());
    return id;
  }

  private void becomesPendingWithItsSession(ClaimedTask claimed) {
    store().applied(Finishes.completed(claimed));
    store().applied(
        Moves.of(store().task(claimed.task().id()))
            .pending()
            .continuing(new Continuation("session", Optional.empty()))
            .unit());
  }

  private static Placement besides(String other) {
    return new Placement(Map.of(), Set.of(other), MINUTE);
  }

  private static Claims besides(String other, Duration leaveFor) {
    return Claims.by(OTHER_SERVER).placement(new Placement(Map.of(), Set.of(other), leaveFor));
  }
}
