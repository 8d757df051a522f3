package dev.claudeworker.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.retry.Circuit.State;
import dev.claudeworker.retry.CircuitBreaker.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final CircuitRules RULES = CircuitRules.DEFAULT;

  private static Circuit after(Circuit circuit, Instant at, Signal... signals) {
    var result = circuit;
    for (var signal : signals) {
      result = CircuitBreaker.after(RULES, result, signal, at);
    }
    return result;
  }

  private static Circuit open() {
    return Circuit.openUntil(NOW.plusSeconds(60));
  }

  @Test
  void everyStateMeetsEverySignal() {
    Instant probeTime = NOW.plusSeconds(60);
    var almostOpen = new Circuit(4, 0, Optional.empty());
    var almostClosed = new Circuit(0, 1, open().openUntil());

    assertThat(after(Circuit.CLOSED, NOW, Signal.SUCCESS)).isEqualTo(Circuit.CLOSED);
    assertThat(after(Circuit.CLOSED, NOW, Signal.EXTERNAL_FAILURE)).isEqualTo(new Circuit(1, 0, Optional.empty()));
    assertThat(after(almostOpen, NOW, Signal.SUCCESS)).isEqualTo(Circuit.CLOSED);
    assertThat(after(almostOpen, NOW, Signal.EXTERNAL_FAILURE)).isEqualTo(open());
    assertThat(after(open(), NOW, Signal.SUCCESS)).isEqualTo(open());
    assertThat(after(open(), NOW, Signal.EXTERNAL_FAILURE)).isEqualTo(open());
    assertThat(after(open(), probeTime, Signal.SUCCESS)).isEqualTo(almostClosed);
    assertThat(after(open(), probeTime, Signal.EXTERNAL_FAILURE)).isEqualTo(Circuit.openUntil(NOW.plusSeconds(120)));
    assertThat(after(almostClosed, probeTime, Signal.SUCCESS)).isEqualTo(Circuit.CLOSED);
    assertThat(after(almostClosed, probeTime, Signal.EXTERNAL_FAILURE))
        .isEqualTo(Circuit.openUntil(NOW.plusSeconds(120)));
    for (var circuit : new Circuit[] {Circuit.CLOSED, almostOpen, open(), almostClosed}) {
      assertThat(after(circuit, probeTime, Signal.NONE)).isEqualTo(circuit);
    }
  }

  @Test
  void onlyFailuresInARowOpenIt() {
    var mixed = after(
        Circuit.CLOSED, NOW, Signal.EXTERNAL_FAILURE, Signal.EXTERNAL_FAILURE, Signal.EXTERNAL_FAILURE,
        Signal.EXTERNAL_FAILURE, Signal.SUCCESS, Signal.EXTERNAL_FAILURE);

    assertThat(mixed.stateAt(NOW)).isEqualTo(State.CLOSED);
  }

  @Test
  void openCircuitBecomesHalfOpenByTimeAlone() {
    var justBefore = NOW.plus(Duration.ofSeconds(60)).minusNanos(1);

    assertThat(open().stateAt(justBefore)).isEqualTo(State.OPEN);
    assertThat(open().stateAt(NOW.plusSeconds(60))).isEqualTo(State.HALF_OPEN);
  }
}
