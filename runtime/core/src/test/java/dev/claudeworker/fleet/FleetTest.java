package dev.claudeworker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.storage.LeaseHolder;
import dev.claudeworker.spi.storage.RegisteredServer;
import dev.claudeworker.spi.testkit.SettableClock;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FleetTest {

  private static final Duration LEASE = Duration.ofSeconds(20);

  private final SettableClock clock = new SettableClock();
  private final InMemoryStorage storage = new InMemoryStorage(clock);
  private int addedSlots;
  private final Fleet one = fleet("one", 4);
  private final Fleet other = fleet("other", 9);

  private Fleet fleet(String id, int slots) {
    var settings =
        new FleetSettings(
            "name of " + id, "1.2.3", Map.of("gpu", id), Duration.ofMinutes(2), Duration.ZERO, Duration.ofDays(1));
    return new Fleet(
        storage, new LeaseHolder(id, UUID.randomUUID()), settings, LEASE, () -> slots + addedSlots,
        () -> Set.of("shell"), clock);
  }

  @Test
  void serversLearnOfEachOtherWhenTheySayThatTheyAreAlive() {
    other.announce();
    one.announce();

    assertThat(one.others()).extracting(RegisteredServer::id).containsExactly("other");
    assertThat(one.mostFreeElsewhere()).isEqualTo(9);
    assertThat(one.placement().labels()).isEqualTo(Map.of("gpu", "one"));
    assertThat(one.placement().others()).containsExactly("other");
    assertThat(one.servers()).hasSize(2);
  }

  @Test
  void aServerThatFallsSilentIsNotCountedOn() {
    other.announce();
    clock.advance(LEASE);
    one.announce();

    assertThat(one.others()).isEmpty();
    assertThat(one.find("other").orElseThrow().left()).isFalse();
  }

  @Test
  void whoeverIsAloneSpeaksOnlyWhenThereIsNewsOrItsWordRunsOut() {
    one.announce();
    Instant first = seen();
    clock.advance(LEASE.dividedBy(4));
    one.announceNews();
    assertThat(seen()).isEqualTo(first);

    one.reachedAt("http://127.0.0.1:8000");
    Instant second = seen();
    assertThat(second).isAfter(first);

    clock.advance(LEASE.dividedBy(2));
    one.announceNews();
    assertThat(seen()).isAfter(second);

    addedSlots = 1;
    clock.advance(Duration.ofMillis(1));
    one.announceNews();
    assertThat(one.find("one").orElseThrow().entry().slots()).isEqualTo(5);
  }

  private Instant seen() {
    return one.find("one").orElseThrow().seen();
  }

  @Test
  void aServerThatStopsSaysSo() {
    other.announce();
    other.leave();
    one.announce();

    assertThat(one.others()).isEmpty();
    assertThat(one.find("other").orElseThrow().left()).isTrue();
  }

  @Test
  void aServerThatStartsAgainAfterItsClockWasSetBackIsTheLaterOne() {
    one.announce();
    clock.advance(Duration.ofHours(-1));
    Fleet again = fleet("one", 4);

    again.announce();
    one.announce();

    assertThat(again.isReplaced()).isFalse();
    assertThat(one.isReplaced()).isTrue();
  }

  @Test
  void othersAreHeardAgainOnlyAfterAMoment() {
    one.announce();
    other.announce();

    one.listenAgain();
    assertThat(one.others()).isEmpty();
    clock.advance(Duration.ofMillis(250));
    one.listenAgain();

    assertThat(one.others()).hasSize(1);
  }

  @Test
  void theOlderOfTwoServersWithOneIdGivesWay() {
    one.announce();
    clock.advance(Duration.ofSeconds(1));
    Fleet copy = fleet("one", 1);
    copy.announce();
    one.announce();

    assertThat(one.isReplaced()).isTrue();
    assertThat(copy.isReplaced()).isFalse();
  }

  @Test
  void whoWasGoneForLongIsForgotten() {
    other.announce();
    clock.advance(Duration.ofDays(1).plus(LEASE).plusSeconds(1));
    one.announce();
    one.forget();

    assertThat(one.servers()).extracting(RegisteredServer::id).containsExactly("one");
  }
}
