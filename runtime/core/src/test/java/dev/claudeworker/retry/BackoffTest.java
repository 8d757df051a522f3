package dev.claudeworker.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.task.RetryRules;
import dev.claudeworker.spi.task.RetryRules.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final double MIDDLE = 0.5;

  private static RetryRules rules(Backoff form, double jitter) {
    return new RetryRules(100, 3, form, Duration.ofSeconds(2), Duration.ofSeconds(30), 3, jitter);
  }

  @Test
  void waitsGrowAsTheirFormSaysAndStopAtTheLongest() {
    Map<Backoff, List<Integer>> seconds = Map.of(
        Backoff.EXPONENTIAL, List.of(2, 6, 18, 30, 30, 30, 30, 30),
        Backoff.LINEAR, List.of(2, 4, 6, 8, 10, 12, 14, 16),
        Backoff.FIBONACCI, List.of(2, 2, 4, 6, 10, 16, 26, 30),
        Backoff.FIXED, List.of(2, 2, 2, 2, 2, 2, 2, 2));

    for (var form : Backoff.values()) {
      var waits = IntStream.rangeClosed(1, 8)
          .mapToObj(n -> (int) dev.claudeworker.retry.Backoff.delay(rules(form, 0), n, MIDDLE).toSeconds())
          .toList();
      assertThat(waits).as(form.name()).isEqualTo(seconds.get(form));
    }
  }

  @Test
  void hundredthFailureIsNoLongerThanTheLongestWaitInEveryForm() {
    for (var form : Backoff.values()) {
      var rules = new RetryRules(100, 3, form, Duration.ofSeconds(1), Duration.ofSeconds(60), 10, 1);
      assertThat(dev.claudeworker.retry.Backoff.delay(rules, 100, 0.999)).as(form.name())
          .isLessThanOrEqualTo(Duration.ofSeconds(60));
    }
  }

  @Test
  void jitterSpreadsAroundTheWaitByItsPart() {
    var rules = rules(Backoff.FIXED, 0.25);

    assertThat(dev.claudeworker.retry.Backoff.delay(rules, 1, 0)).isEqualTo(Duration.ofMillis(1_500));
    assertThat(dev.claudeworker.retry.Backoff.delay(rules, 1, MIDDLE)).isEqualTo(Duration.ofMillis(2_000));
    assertThat(dev.claudeworker.retry.Backoff.delay(rules, 1, 1)).isEqualTo(Duration.ofMillis(2_500));
  }

  @Test
  void jitterNeverLeadsBeyondTheLongestWait() {
    assertThat(dev.claudeworker.retry.Backoff.delay(rules(Backoff.EXPONENTIAL, 1), 9, 1))
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void noInitialDelayMeansNoWait() {
    var rules = new RetryRules(3, 3, Backoff.EXPONENTIAL, Duration.ZERO, Duration.ZERO, 2, 0.25);

    assertThat(dev.claudeworker.retry.Backoff.delay(rules, 2, MIDDLE)).isZero();
  }
}
