package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessSettingsTest {

  @Test
  void hasDefaults() {
    var settings = ProcessSettings.DEFAULTS;

    assertThat(settings.limits().gracePeriod()).hasSeconds(10);
    assertThat(settings.limits().maxOutputBytes()).isEqualTo(1 << 30);
    assertThat(settings.shortestPoll()).hasMillis(20);
    assertThat(settings.longestPoll()).hasMillis(250);
    assertThat(settings.startWait()).hasSeconds(5);
    assertThat(settings.stragglerGrace()).hasSeconds(1);
    assertThat(settings.killWait()).hasSeconds(10);
  }

  @Test
  void refusesBoundsThatMakeNoSense() {
    var second = Duration.ofSeconds(1);
    var limits = new ProcessLimits(Duration.ZERO, 1);
    refused("at least 1 ms", () -> new ProcessSettings(limits, Duration.ZERO, second, second, second, second));
    refused("not below", () -> new ProcessSettings(limits, second, Duration.ofMillis(999), second, second, second));
    refused("not negative", () -> new ProcessSettings(limits, second, second, second.negated(), second, second));
    refused("not negative", () -> new ProcessLimits(second.negated(), 1));
    refused("at least one byte", () -> new ProcessLimits(second, 0));
  }

  private static void refused(String why, org.assertj.core.api.ThrowableAssert.ThrowingCallable made) {
    assertThatIllegalArgumentException().isThrownBy(made).withMessageContaining(why);
  }
}
