package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTimesTest {

  @Test
  void addsUserAndSystemTimeOfTheChildren() {
    assertThat(CpuTimes.ofChildren(List.of("9m9.0s 9m9.0s", "1m2.500000s 0m0.250000s")))
        .isEqualTo(Duration.ofMillis(62_750));
    assertThat(CpuTimes.ofChildren(List.of("0m0.001s 0m0.000s", "0m0.003s 0m0.010s"))).isEqualTo(Duration.ofMillis(13));
  }

  @Test
  void readsTheDecimalCommaOfSomeLanguages() {
    assertThat(CpuTimes.ofChildren(List.of("0m0,00s 0m0,00s", "0m1,25s 0m0,75s"))).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void tornOrAbsentTimesAreNone() throws Exception {
    assertThat(CpuTimes.ofChildren(List.of())).isZero();
    assertThat(CpuTimes.ofChildren(List.of("0m1.0s 0m1.0s"))).isZero();
    assertThat(CpuTimes.ofChildren(List.of("", "garbage"))).isZero();
    assertThat(CpuTimes.ofChildren(Path.of("/absent/times"))).isZero();
  }
}
