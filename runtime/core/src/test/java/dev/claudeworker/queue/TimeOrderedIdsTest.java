package dev.claudeworker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

  private final SettableClock clock = new SettableClock();
  private final TimeOrderedIds ids = new TimeOrderedIds(clock, new Random(1));

  @Test
  void eachIsLargerThanTheOneBeforeEvenIfMoreAreAskedForThanAMillisecondHolds() {
    List<UUID> given = Stream.generate(ids).limit(10_000).toList();
    clock.advance(Duration.ofSeconds(1));
    UUID later = ids.get();

    assertThat(given).isSorted().doesNotHaveDuplicates();
    assertThat(later).isGreaterThan(given.getLast());
    assertThat(later.getMostSignificantBits() >>> 16).isEqualTo(clock.millis());
  }

  @Test
  void theyAreOfVersionSeven() {
    UUID id = ids.get();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
  }
}
