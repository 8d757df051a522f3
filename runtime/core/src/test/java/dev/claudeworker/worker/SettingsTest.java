package dev.claudeworker.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.attempt.AttemptSettings;
import dev.claudeworker.event.EventSettings;
import dev.claudeworker.lease.LeaseSettings;
import dev.claudeworker.queue.QueueSettings;
import dev.claudeworker.resource.ResourceSettings;
import dev.claudeworker.retry.CircuitRules;
import dev.claudeworker.retry.SuspensionRules;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static void assertRefused(String message, ThrowingCallable... calls) {
    for (var call : calls) {
      assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
  }

  @Test
  void defaultsAreTheDocumentedOnes() {
    var settings = CoreSettings.DEFAULT;

    assertThat(settings.queue())
        .isEqualTo(
            new QueueSettings(Duration.ofMinutes(15), Duration.ofMinutes(1), 256, 10_000, 1_000, Duration.ofMillis(100),
                Duration.ofSeconds(10)));
    assertThat(settings.worker())
        .isEqualTo(new WorkerSettings(4, false, ResourceSettings.DEFAULT, Duration.ofSeconds(5)));
    assertThat(settings.lease()).isEqualTo(new LeaseSettings(Duration.ofSeconds(20), Duration.ofSeconds(5)));
    assertThat(settings.attempt())
        .isEqualTo(new AttemptSettings(Duration.ofSeconds(5), 64L << 20, 8_000, SECOND, 10_000_000));
    assertThat(settings.circuit()).isEqualTo(new CircuitRules(5, Duration.ofSeconds(60), 2));
    assertThat(settings.suspension())
        .isEqualTo(new SuspensionRules(Duration.ofSeconds(60), 1.5, Duration.ofHours(1), SECOND));
    assertThat(settings.events()).isEqualTo(new EventSettings(10_000, 2_000, 10_000));
    assertThat(settings.limits().gracePeriod()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void valuesBeyondTheirRangeAreRefusedByName() {
    assertRefused("queue.priority_step", () -> new QueueSettings(SECOND.negated(), SECOND, 1, 1, 1, SECOND, SECOND));
    assertRefused("queue.fair_share_step", () -> new QueueSettings(SECOND, SECOND.negated(), 1, 1, 1, SECOND, SECOND));
    assertRefused("queue.max_group", () -> new QueueSettings(SECOND, SECOND, 0, 1, 1, SECOND, SECOND));
    assertRefused("queue.max_backlog", () -> new QueueSettings(SECOND, SECOND, 1, 0, 1, SECOND, SECOND));
    assertRefused("queue.max_submission", () -> new QueueSettings(SECOND, SECOND, 1, 1, 0, SECOND, SECOND));
    assertRefused("queue.retry_delay", () -> new QueueSettings(SECOND, SECOND, 1, 1, 1, Duration.ZERO, SECOND));
    assertRefused("queue.max_retry_delay",
        () -> new QueueSettings(SECOND, SECOND, 1, 1, 1, SECOND, Duration.ofMillis(999)));
    assertRefused("worker.max_workers", () -> new WorkerSettings(-1, SECOND), () -> new WorkerSettings(10_001, SECOND));
    assertRefused("worker.poll_interval", () -> new WorkerSettings(1, Duration.ZERO));
    assertRefused("resources.check_interval", () -> resources(Duration.ZERO, 0, 0, 1, 0, 1, 1));
    assertRefused("resources.min_free_memory", () -> resources(SECOND, -1, 0, 1, 0, 1, 1));
    assertRefused("resources.min_free_disk", () -> resources(SECOND, 0, -1, 1, 0, 1, 1));
    assertRefused("resources.reopen_factor", () -> resources(SECOND, 0, 0, 0.9, 0, 1, 1));
    assertRefused("resources.memory_reserve", () -> resources(SECOND, 0, 0, 1, -1, 1, 1));
    assertRefused("resources.task_memory", () -> resources(SECOND, 0, 0, 1, 0, 0, 1));
    assertRefused("resources.max_auto_workers", () -> resources(SECOND, 0, 0, 1, 0, 1, 0));
    assertRefused("lease.duration", () -> new LeaseSettings(Duration.ofMillis(999), SECOND));
    assertRefused("lease.margin", () -> new LeaseSettings(SECOND, SECOND.negated()));
    assertRefused("lease.margin", () -> new LeaseSettings(Duration.ofSeconds(9), Duration.ofMillis(3_001)));
    assertRefused("attempt.end_margin", () -> new AttemptSettings(Duration.ZERO, 0, 1, SECOND, 1));
    assertRefused("attempt.max_log", () -> new AttemptSettings(SECOND, -1, 1, SECOND, 1));
    assertRefused("attempt.max_log_line", () -> new AttemptSettings(SECOND, 0, 0, SECOND, 1));
    assertRefused("attempt.progress_interval", () -> new AttemptSettings(SECOND, 0, 1, Duration.ZERO, 1));
    assertRefused("result.max_text", () -> new AttemptSettings(SECOND, 0, 1, SECOND, 0));
    assertRefused("circuit.failures", () -> new CircuitRules(0, SECOND, 1), () -> new CircuitRules(1, SECOND, 0));
    assertRefused("circuit.open_for", () -> new CircuitRules(1, Duration.ZERO, 1));
    assertRefused("suspension.factor", () -> new SuspensionRules(SECOND, 0.9, SECOND, SECOND));
    assertRefused("event.max_catch_up", () -> new EventSettings(1, 1, 0), () -> new EventSettings(0, 1, 1));
  }

  @Test
  void environmentOfTheServerNeverShowsInText() {
    assertThat(SecretParts.parts().toString()).doesNotContain("s3cret");
  }

  private static ResourceSettings resources(
      Duration every, long memory, long disk, double factor, long reserve, long task, int most) {
    return new ResourceSettings(every, memory, disk, factor, reserve, task, most);
  }
}
