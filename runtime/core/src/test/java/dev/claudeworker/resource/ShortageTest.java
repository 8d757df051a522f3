package dev.claudeworker.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.spi.task.Gate;
import dev.claudeworker.spi.task.GateScope;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ShortageTest {

  private static final long MIB = 1L << 20;
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void enoughOfBothHoldsNothingBack() {
    assertThat(gate(200, 500)).isEmpty();
  }

  @Test
  void tooLittleMemoryIsSaidWithItsFigures() {
    Gate gate = gate(199, 500).orElseThrow();

    assertThat(gate.code()).isEqualTo("resources");
    assertThat(gate.scope()).isEqualTo(GateScope.ALL);
    assertThat(gate.details().text("message")).contains(
        "only 199 MB of memory are free, and 200 MB are wanted before a task starts (resources.min_free_memory)");
    assertThat(gate.details().members()).containsOnlyKeys("memory_free_bytes", "memory_wanted_bytes", "message");
  }

  @Test
  void tooLittleDiskIsSaidWithItsFigures() {
    assertThat(gate(200, 499).orElseThrow().details().text("message")).hasValueSatisfying(
        message -> assertThat(message).contains("499 MB of disk", "resources.min_free_disk"));
  }

  @Test
  void itOpensByItselfWithSomeMarginAndKeepsItsTimeUntilThen() {
    Optional<Gate> closed = gate(100, 900);

    Optional<Gate> still = Shortage.gate(closed, machine(249, 900), ResourceSettings.DEFAULT, NOW.plusSeconds(9));
    assertThat(still.orElseThrow().closedAt()).isEqualTo(NOW);
    assertThat(Shortage.gate(still, machine(250, 900), ResourceSettings.DEFAULT, NOW)).isEmpty();
  }

  @Test
  void aShortageOfOneDoesNotRaiseTheBoundOfTheOther() {
    Optional<Gate> disk = gate(900, 100);

    Gate still = Shortage.gate(disk, machine(210, 100), ResourceSettings.DEFAULT, NOW).orElseThrow();
    assertThat(still.details().text("message").orElseThrow()).doesNotContain("memory");
  }

  @Test
  void whatIsNotKnownOrNotWatchedIsNotShort() {
    var silent = new MachineFacts(8_000 * MIB, OptionalLong.empty(), 2, 0, OptionalLong.empty());
    assertThat(Shortage.gate(Optional.empty(), silent, ResourceSettings.DEFAULT, NOW)).isEmpty();
    assertThat(Shortage.gate(Optional.empty(), machine(0, 0), ResourceSettings.UNWATCHED, NOW)).isEmpty();
  }

  private static Optional<Gate> gate(long memoryMib, long diskMib) {
    return Shortage.gate(Optional.empty(), machine(memoryMib, diskMib), ResourceSettings.DEFAULT, NOW);
  }

  private static MachineFacts machine(long memoryMib, long diskMib) {
    return new MachineFacts(
        8_000 * MIB, OptionalLong.of(memoryMib * MIB), 2, 0, OptionalLong.of(diskMib * MIB));
  }
}
