package dev.claudeworker.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class McpSessionsTest {

  private static final Duration IDLE = Duration.ofMinutes(10);

  private final SettableClock clock = new SettableClock();
  private final McpSessions sessions = new McpSessions(
      new ToolSettings(List.of("*"), Duration.ofMinutes(1), 1_000, 10, 2, IDLE, 2, WorkSettings.DEFAULT), clock,
      UUID::randomUUID);

  @Test
  void aSessionIsFoundUntilItIsClosed() {
    String id = sessions.open("2025-06-18").id();

    assertThat(sessions.find(id)).isPresent();
    assertThat(sessions.close(id)).isTrue();
    assertThat(sessions.find(id)).isEmpty();
    assertThat(sessions.close(id)).isFalse();
  }

  @Test
  void anIdleSessionIsForgottenAndUseKeepsIt() {
    String used = sessions.open("2025-06-18").id();
    String idle = sessions.open("2025-06-18").id();
    clock.advance(IDLE.minusSeconds(1));
    assertThat(sessions.find(used)).isPresent();
    clock.advance(Duration.ofSeconds(2));

    assertThat(sessions.find(used)).isPresent();
    assertThat(sessions.find(idle)).isEmpty();
  }

  @Test
  void oneTooManyTakesThePlaceOfTheOneIdleForLongest() {
    String first = sessions.open("2025-06-18").id();
    clock.advance(Duration.ofSeconds(1));
    String second = sessions.open("2025-06-18").id();
    clock.advance(Duration.ofSeconds(1));
    assertThat(sessions.find(first)).isPresent();

    String third = sessions.open("2025-06-18").id();

    assertThat(sessions.find(second)).isEmpty();
    assertThat(List.of(first, third)).allMatch(id -> sessions.find(id).isPresent());
  }
}
