package dev.claudeworker.faults.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SoakOrderTest {

  @Test
  void withoutWordsItIsAnHourAtMostOnBothStorages() {
    SoakOrder order = SoakOrder.parse(List.of(), 1_000_000);
    assertThat(order.storages()).containsExactly("h2", "postgres");
    assertThat(order.tasks()).isEqualTo(1_000_000);
    assertThat(order.minutes()).isEqualTo(60);
    assertThat(order.kills()).isEqualTo(10);
  }

  @Test
  void wordsBoundIt() {
    SoakOrder order =
        SoakOrder.parse(List.of("--storage", "h2", "--tasks", "500", "--minutes", "2", "--kills", "3"), 1);
    assertThat(order.storages()).containsExactly("h2");
    assertThat(order.tasks()).isEqualTo(500);
    assertThat(order.minutes()).isEqualTo(2);
    assertThat(order.kills()).isEqualTo(3);
  }

  @Test
  void wrongWordsAreRefusedAndSayWhatIsKnown() {
    assertThatThrownBy(() -> SoakOrder.parse(List.of("--hours", "1"), 1)).hasMessageContaining("--minutes");
    assertThatThrownBy(() -> SoakOrder.parse(List.of("--storage", "paper"), 1)).hasMessageContaining("postgres");
    assertThatThrownBy(() -> SoakOrder.parse(List.of("--minutes", "0"), 1)).hasMessageContaining("from 1 to 1440");
    assertThatThrownBy(() -> SoakOrder.parse(List.of("--minutes", "1441"), 1)).hasMessageContaining("1440");
    assertThatThrownBy(() -> SoakOrder.parse(List.of("--tasks"), 1)).hasMessageContaining("needs a value");
  }
}
