package dev.claudeworker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class YieldingTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final Yielding yielding = new Yielding(Duration.ofMillis(25));

  @Test
  void theServerWithTheMostFreeSlotsClaimsAtOnce() {
    assertThat(yielding.yields(3, 2, NOW)).isFalse();
    assertThat(yielding.yields(2, 2, NOW)).isFalse();
  }

  @Test
  void anotherOneLeavesNewWorkToItForAMomentAndThenTakesWhatIsLeft() {
    assertThat(yielding.yields(1, 2, NOW)).isTrue();
    assertThat(yielding.until()).isEqualTo(NOW.plusMillis(25));
    assertThat(yielding.yields(1, 2, NOW.plusMillis(24))).isTrue();
    assertThat(yielding.yields(1, 2, NOW.plusMillis(25))).isFalse();

    assertThat(yielding.yields(1, 2, NOW.plusMillis(26))).as("the next new work").isTrue();
  }

  @Test
  void nobodyYieldsWhileThereIsMoreWorkThanSlots() {
    yielding.claimed(2, 2);
    assertThat(yielding.yields(1, 9, NOW)).isFalse();

    yielding.claimed(2, 1);
    assertThat(yielding.yields(1, 9, NOW)).isTrue();
  }

  @Test
  void withoutATimeNobodyYields() {
    assertThat(new Yielding(Duration.ZERO).yields(1, 9, NOW)).isFalse();
  }
}
