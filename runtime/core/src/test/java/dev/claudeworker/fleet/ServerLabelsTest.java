package dev.claudeworker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerLabelsTest {

  @Test
  void aNameAloneMeansTrue() {
    assertThat(ServerLabels.parse(List.of("gpu", "zone = eu-1", "a/b=c.d")))
        .isEqualTo(Map.of("gpu", "true", "zone", "eu-1", "a/b", "c.d"));
  }

  @Test
  void aLabelThatIsNoWordIsRefusedWithItsKey() {
    for (String wrong : List.of("", "=x", "gpu=", "a b=c", "-x=1", "x=a\nb", "x=" + "y".repeat(64))) {
      assertThatThrownBy(() -> ServerLabels.parse(List.of(wrong))).as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("server.labels");
    }
    assertThat(ServerLabels.problem("x", "y".repeat(63))).isEmpty();
  }
}
