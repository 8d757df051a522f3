package dev.claudeworker.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.claudeworker.spi.task.Usage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeenUseTest {

  private static final long MIB = 1L << 20;

  private final SeenUse seen = new SeenUse(200 * MIB);

  @Test
  void untilSomeWereSeenATaskIsLikeTheRealProgram() {
    assertThat(seen.next()).isEqualTo(new TaskUse(200 * MIB, 0.5, Duration.ofMillis(500)));
  }

  @Test
  void aFewSmallOnesProveNothingButALargeOneDoes() {
    add(3, 10, 100, 1_000);
    assertThat(seen.next().memoryBytes()).isEqualTo(200 * MIB);

    add(1, 900, 100, 1_000);
    assertThat(seen.next().memoryBytes()).isEqualTo(900 * MIB);
  }

  @Test
  void onceEnoughWereSeenTheirUseCounts() {
    add(50, 30, 100, 1_000);

    assertThat(seen.next().memoryBytes()).isEqualTo(30 * MIB);
    assertThat(seen.next().processors()).isCloseTo(0.1, within(0.001));
    assertThat(seen.next().startTime()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void longTasksDoNotMakeStartsDearer() {
    add(50, 200, 60_000, 600_000);

    assertThat(seen.next().startTime()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void oneInTwentyThatIsHugeDoesNotDecideForAll() {
    add(48, 100, 100, 1_000);
    add(2, 8_000, 100, 1_000);

    assertThat(seen.next().memoryBytes()).isEqualTo(100 * MIB);
  }

  @Test
  void whatWasLongAgoIsForgotten() {
    add(50, 8_000, 100, 1_000);
    add(SeenUse.REMEMBERED, 100, 100, 1_000);

    assertThat(seen.next().memoryBytes()).isEqualTo(100 * MIB);
  }

  @Test
  void attemptsWithoutAChildSayNothing() {
    for (int attempt = 0; attempt < 10; attempt++) {
      seen.add(Usage.NONE, Duration.ofSeconds(1));
    }

    assertThat(seen.next().memoryBytes()).isEqualTo(200 * MIB);
  }

  private void add(int attempts, long mib, long cpuMillis, long millis) {
    for (int attempt = 0; attempt < attempts; attempt++) {
      seen.add(new Usage(0, 0, 0, 0, 0, 0, Duration.ofMillis(cpuMillis), mib * MIB), Duration.ofMillis(millis));
    }
  }
}
