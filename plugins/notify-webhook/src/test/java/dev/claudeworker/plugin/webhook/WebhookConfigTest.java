package dev.claudeworker.plugin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.JsonValue.JsonBoolean;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WebhookConfigTest {

  private static WebhookConfig config(JsonObject section) {
    return WebhookConfig.from(new WebhookRig().config(section));
  }

  @Test
  void everyKeyHasItsDefault() {
    assertThat(config(JsonObject.EMPTY)).isEqualTo(new WebhookConfig(
        false, Duration.ofSeconds(5), 3, Duration.ofSeconds(1), Duration.ofSeconds(5), 64 << 10,
        new AnswerLimits(100, 8 << 10, 4 << 10, 200)));
    assertThat(TargetLimits.from(new WebhookRig().config(JsonObject.EMPTY)))
        .isEqualTo(new TargetLimits(50, 20, 4 << 10, 64 << 10));
  }

  @Test
  void everyKeyIsRead() {
    JsonObject section = JsonObject.EMPTY.with("allow_private", new JsonBoolean(true))
        .with("timeout", "1s")
        .with("attempts", 1)
        .with("first_delay", "2s")
        .with("max_delay", "3s")
        .with("max_body", "1KB")
        .with("max_response", "0")
        .with("max_reason", 0)
        .with("max_response_headers", 10)
        .with("max_response_line", "1KB")
        .with("max_targets", 1)
        .with("max_headers", 0)
        .with("max_header", "1")
        .with("max_secret", "2");

    assertThat(config(section)).isEqualTo(new WebhookConfig(
        true, Duration.ofSeconds(1), 1, Duration.ofSeconds(2), Duration.ofSeconds(3), 1024,
        new AnswerLimits(10, 1024, 0, 0)));
    assertThat(TargetLimits.from(new WebhookRig().config(section))).isEqualTo(new TargetLimits(1, 0, 1, 2));
  }

  @Test
  void waitsDoubleUpToTheLongestAndFollowTheTarget() {
    WebhookConfig config = config(JsonObject.EMPTY);

    assertThat(config.delayBefore(2, Duration.ZERO)).hasSeconds(1);
    assertThat(config.delayBefore(3, Duration.ZERO)).hasSeconds(2);
    assertThat(config.delayBefore(10, Duration.ZERO)).hasSeconds(5);
    assertThat(config.delayBefore(2, Duration.ofSeconds(4))).hasSeconds(4);
    assertThat(config.delayBefore(2, Duration.ofHours(1))).hasSeconds(5);
  }

  /** The second case of RFC 4231 with the time in front, computed with openssl. */
  @Test
  void theSignatureIsHmacSha256OverTimeAndBody() {
    byte[] body = "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);

    assertThat(Signature.of("Jefe", "1700000000", body))
        .isEqualTo("sha256=1cdd0650c8be1cb0974b1788d458b1e781206cfef59b85faafc582d2e182c57e");
  }
}
