package dev.claudeworker.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AutoSlotsTest {

  private static final long MIB = 1L << 20;
  private static final ResourceSettings SETTINGS = ResourceSettings.DEFAULT;

  private final Random random = new Random(11);

  @Test
  void aQuietMachineGivesWhatProcessorsAllow() {
    assertThat(slots(machine(24_000, 8, 0), use(200, 0.5), new Holdings(16, 0, 0))).isEqualTo(16);
  }

  @Test
  void aSmallMachineGivesWhatMemoryAllows() {
    assertThat(slots(machine(1_200, 8, 0), use(200, 0.1), new Holdings(10, 0, 0))).isEqualTo(3);
  }

  @Test
  void whatRunsIsNotCountedTwice() {
    assertThat(slots(machine(1_200, 8, 0), use(200, 0.1), new Holdings(10, 5, 0))).isEqualTo(8);
    assertThat(slots(machine(1_200, 8, 0), use(200, 0.1), new Holdings(10, 5, 2))).isEqualTo(6);
  }

  @Test
  void itIsNeverBelowOneHoweverSmallAndBusyTheMachine() {
    assertThat(slots(machine(0, 1, 1), use(4_000, 1), new Holdings(1, 0, 0))).isEqualTo(1);
    assertThat(slots(machine(100, 2, 2), use(200, 1), new Holdings(4, 4, 4))).isEqualTo(1);
  }

  @Test
  void itGrowsStepByStepAndShrinksAtOnce() {
    assertThat(slots(machine(64_000, 2, 0), use(200, 0.02), new Holdings(1, 1, 0))).isEqualTo(3);
    assertThat(slots(machine(600, 2, 0), use(200, 0.02), new Holdings(40, 0, 0))).isEqualTo(1);
  }

  @Test
  void aSystemThatDoesNotTellWhatIsAvailableGivesHalfOfItsMemory() {
    var machine = new MachineFacts(8_000 * MIB, OptionalLong.empty(), 100, 0, OptionalLong.empty());

    assertThat(slots(machine, use(200, 0.02), new Holdings(50, 0, 0))).isEqualTo(17);
  }

  @Test
  void anyFactsGiveOneToTheMost() {
    for (int round = 0; round < 10_000; round++) {
      assertThat(slots(anyMachine(), anyUse(), anyHoldings())).isBetween(1, SETTINGS.maxAutoSlots());
    }
  }

  @Test
  void moreMemoryMoreProcessorsAndSmallerTasksNeverGiveFewer() {
    for (int round = 0; round < 10_000; round++) {
      MachineFacts machine = anyMachine();
      TaskUse use = anyUse();
      Holdings now = anyHoldings();
      int slots = slots(machine, use, now);
      long free = machine.availableMemoryBytes().orElseThrow();
      var richer = new MachineFacts(machine.memoryBytes(), OptionalLong.of(free + random.nextInt(1 << 30)),
          machine.processors() + random.nextInt(4), machine.busyProcessors(), machine.freeDiskBytes());
      var smaller = new TaskUse(Math.max(1, use.memoryBytes() / 2), use.processors() / 2, use.startTime());
      boolean nothingOwed = free > SETTINGS.memoryReserveBytes() + now.starting() * use.memoryBytes()
          && machine.processors() > machine.busyProcessors() + now.starting() * use.processors();

      assertThat(slots(richer, use, now)).isGreaterThanOrEqualTo(slots);
      if (nothingOwed) {
        assertThat(slots(machine, smaller, now)).isGreaterThanOrEqualTo(slots);
      }
    }
  }

  @Test
  void twoProcessorsBearAboutTwoStartsOfTheRealProgramASecond() {
    assertThat(AutoSlots.starts(machine(8_000, 2, 0), use(200, 0.5), SETTINGS)).isEqualTo(2);
    assertThat(AutoSlots.starts(machine(8_000, 8, 0), use(200, 0.5), SETTINGS)).isEqualTo(8);
    assertThat(AutoSlots.starts(machine(8_000, 1, 0), use(200, 0.5), SETTINGS)).isEqualTo(1);
  }

  @Test
  void cheapStartsAreHardlyHeldBack() {
    var cheap = new TaskUse(MIB, 0.02, Duration.ofMillis(5));

    assertThat(AutoSlots.starts(machine(8_000, 2, 0), cheap, SETTINGS)).isEqualTo(200);
  }

  private static int slots(MachineFacts machine, TaskUse use, Holdings now) {
    return AutoSlots.slots(machine, use, now, SETTINGS);
  }

  private static MachineFacts machine(long availableMib, int processors, double busy) {
    return new MachineFacts(
        64_000 * MIB, OptionalLong.of(availableMib * MIB), processors, busy, OptionalLong.empty());
  }

  private static TaskUse use(long mib, double processors) {
    return new TaskUse(mib * MIB, processors, Duration.ofMillis(500));
  }

  private MachineFacts anyMachine() {
    int processors = 1 + random.nextInt(32);
    return machine(random.nextInt(32_000), processors, random.nextDouble() * processors);
  }

  private TaskUse anyUse() {
    return use(1 + random.nextInt(2_000), 0.02 + random.nextDouble());
  }

  private Holdings anyHoldings() {
    int running = random.nextInt(80);
    return new Holdings(random.nextInt(80), running, random.nextInt(running + 1));
  }
}
