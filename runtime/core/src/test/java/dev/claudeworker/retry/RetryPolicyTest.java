package dev.claudeworker.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.ErrorCategory;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.task.Failure;
import dev.claudeworker.spi.task.RetryRules;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static Failure failure(ErrorCategory category, boolean retryHelps) {
    return new Failure(new ErrorCode("some_code", category, retryHelps), "broken", "mend it", JsonObject.EMPTY);
  }

  @Test
  void whetherARetryFollowsDependsOnTheFailureAndTheCountAlone() {
    for (var category : ErrorCategory.values()) {
      for (boolean retryHelps : new boolean[] {true, false}) {
        for (int attempts = 1; attempts <= 4; attempts++) {
          for (int failures = 1; failures <= 5; failures++) {
            var decision = RetryPolicy.afterFailure(
                RetryRules.DEFAULT.withAttempts(attempts), failure(category, retryHelps), failures, NOW, 0.5);
            var expected = retryHelps && failures < attempts
                ? RetryDecision.RetryAt.class
                : RetryDecision.GiveUp.class;
            assertThat(decision).as("%s %s %d of %d", category, retryHelps, failures, attempts).isInstanceOf(expected);
          }
        }
      }
    }
  }

  @Test
  void retryComesAfterTheBackoff() {
    var decision = RetryPolicy.afterFailure(
        RetryRules.DEFAULT, failure(ErrorCategory.EXTERNAL, true), 2, NOW, 0.5);

    assertThat(decision).isEqualTo(new RetryDecision.RetryAt(NOW.plus(Duration.ofSeconds(2))));
  }

  @Test
  void givingUpSaysWhy() {
    assertThat(RetryPolicy.afterFailure(RetryRules.DEFAULT, failure(ErrorCategory.USER, false), 1, NOW, 0))
        .isEqualTo(new RetryDecision.GiveUp("trying the same again would not help"));
    assertThat(RetryPolicy.afterFailure(RetryRules.DEFAULT, failure(ErrorCategory.USER, true), 3, NOW, 0))
        .isEqualTo(new RetryDecision.GiveUp("3 attempts failed"));
    assertThat(
        RetryPolicy.afterFailure(RetryRules.DEFAULT.withAttempts(1), failure(ErrorCategory.USER, true), 1, NOW, 0))
        .isEqualTo(new RetryDecision.GiveUp("no retries were asked for"));
  }

  @Test
  void lostAttemptsAreTriedAgainAtOnceUpToTheirOwnBound() {
    var rules = RetryRules.DEFAULT;

    assertThat(RetryPolicy.afterLoss(rules, 1, NOW)).isEqualTo(new RetryDecision.RetryAt(NOW));
    assertThat(RetryPolicy.afterLoss(rules, 2, NOW)).isEqualTo(new RetryDecision.RetryAt(NOW));
    assertThat(RetryPolicy.afterLoss(rules, 3, NOW)).isEqualTo(new RetryDecision.GiveUp("3 attempts were lost"));
  }
}
