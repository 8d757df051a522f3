package dev.claudeworker.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuspensionTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static Instant until(Optional<Instant> known, int suspensions) {
    return Suspension.until(SuspensionRules.DEFAULT, known, suspensions, NOW);
  }

  @Test
  void knownEndIsKept() {
    Instant reset = NOW.plus(Duration.ofDays(6));

    assertThat(until(Optional.of(reset), 9)).isEqualTo(reset);
  }

  @Test
  void unknownEndWaitsAMinuteAndHalfAsLongAgainEachTime() {
    var seconds = IntStream.rangeClosed(1, 5)
        .mapToObj(n -> Duration.between(NOW, until(Optional.empty(), n)).toMillis())
        .toList();

    assertThat(seconds).containsExactly(60_000L, 90_000L, 135_000L, 202_500L, 303_750L);
  }

  @Test
  void unknownEndWaitsAtMostAnHour() {
    assertThat(until(Optional.empty(), 11)).isBefore(NOW.plus(Duration.ofHours(1)));
    assertThat(until(Optional.empty(), 12)).isEqualTo(NOW.plus(Duration.ofHours(1)));
    assertThat(until(Optional.empty(), 5_000)).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void endInThePastStillWaitsAMomentSoThatNothingSpins() {
    assertThat(until(Optional.of(NOW.minusSeconds(5)), 1)).isEqualTo(NOW.plusSeconds(1));
    assertThat(until(Optional.of(NOW.plusSeconds(1)), 1)).isEqualTo(NOW.plusSeconds(1));
  }
}
