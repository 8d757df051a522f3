package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.task.AttemptOutcome.Suspended;
import dev.claudeworker.spi.task.GateScope;
import dev.claudeworker.spi.task.WaitReason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real program against the stub: limits, which are no failures. */
class UsageLimitIT extends RigTest {

  @ParameterizedTest
  @ValueSource(strings = {"[[error 429]]", "[[error 429 retry-after=120]]", "[[error 429 x-should-retry=false]]"})
  void rateLimitSuspendsWithoutAKnownEnd(String prompt) throws Exception {
    Suspended suspended = suspended(rig.run(prompt));

    assertThat(suspended.condition().code()).isEqualTo(WaitReason.USAGE_LIMIT);
    assertThat(suspended.condition().until()).isEmpty();
    assertThat(suspended.condition().details().text("limit")).contains("rate");
    assertThat(suspended.closes()).contains(GateScope.account("claude-cli", "default"));
  }

  @Test
  void usageLimitOfASubscriptionSuspendsUntilItEnds() throws Exception {
    Instant end = Instant.now().plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    subscription();

    Suspended suspended = suspended(rig.run(limit(end)));

    assertThat(suspended.condition().until()).contains(end);
    assertThat(suspended.condition().details().text("limit")).contains("usage");
    assertThat(suspended.condition().details().text("window")).contains("five_hour");
    assertThat(suspended.condition().details().text("message").orElseThrow()).contains("5-hour limit");
    assertThat(suspended.closes()).contains(GateScope.account("claude-cli", "team"));
  }

  @Test
  void endInTheFarFutureIsNotBelieved() throws Exception {
    subscription();
    rig.config("longest_usage_wait", "1h");

    Suspended suspended = suspended(rig.run(limit(Instant.now().plus(2, ChronoUnit.HOURS))));

    assertThat(suspended.condition().until()).isEmpty();
  }

  private void subscription() {
    rig.config("account", "team").variable("ANTHROPIC_API_KEY", "").variable("CLAUDE_CODE_OAUTH_TOKEN", "dummy-token");
  }

  private static String limit(Instant end) {
    return "[[error 429 anthropic-ratelimit-unified-status=rejected anthropic-ratelimit-unified-reset="
        + end.getEpochSecond() + " anthropic-ratelimit-unified-representative-claim=five_hour]]";
  }
}
