package dev.claudeworker.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallRateTest {

  private final SettableClock clock = new SettableClock();
  private final CallRate rate = new CallRate(2, clock);

  @Test
  void oneTooManyInAMinuteIsRefusedToThatClientAlone() {
    assertThat(rate.admits("a")).isTrue();
    assertThat(rate.admits("a")).isTrue();
    assertThat(rate.admits("a")).isFalse();
    assertThat(rate.admits("b")).isTrue();

    clock.advance(Duration.ofMinutes(1));

    assertThat(rate.admits("a")).isTrue();
  }
}
