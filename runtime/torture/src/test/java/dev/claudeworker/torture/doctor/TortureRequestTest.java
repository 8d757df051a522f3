package dev.claudeworker.torture.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.tool.ToolRefusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TortureRequestTest {

  @Test
  void minutesMayHaveAFraction() throws Exception {
    assertThat(TortureRequest.of(List.of("1")).time()).isEqualTo(Duration.ofMinutes(1));
    assertThat(TortureRequest.of(List.of("0.1")).time()).isEqualTo(Duration.ofSeconds(6));
    assertThat(TortureRequest.of(List.of("1440")).time()).isEqualTo(Duration.ofDays(1));
    assertThat(TortureRequest.of(List.of("2", "/mnt/disk")).scratch()).contains(Path.of("/mnt/disk"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.09", "1440.1", "-1", "", "five", "1e3"})
  void otherThingsAreRefusedWithAnExample(String minutes) {
    assertThatThrownBy(() -> TortureRequest.of(List.of(minutes)))
        .hasMessageContaining("from 0.1 to 1440")
        .isInstanceOfSatisfying(ToolRefusal.class, refused -> assertThat(refused.exitCode()).isEqualTo(2));
  }
}
