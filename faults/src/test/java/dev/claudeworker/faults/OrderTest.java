package dev.claudeworker.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {

  @Test
  void withoutWordsEverythingIsPlayedOnceOnBothStorages() {
    Order order = Order.parse(List.of());
    assertThat(order.scenarios()).isEqualTo(Scenarios.ALL);
    assertThat(order.storages()).containsExactly("h2", "postgres");
    assertThat(order.seeds()).containsExactly(1L);
  }

  @Test
  void wordsChooseScenarioStorageAndSeeds() {
    Order order = Order.parse(List.of("machine", "--first", "7", "--seeds", "3", "--storage", "h2"));
    assertThat(order.scenarios()).extracting(Scenario::name).containsExactly("machine");
    assertThat(order.storages()).containsExactly("h2");
    assertThat(order.seeds()).containsExactly(7L, 8L, 9L);
  }

  @Test
  void wrongWordsAreRefusedAndNameWhatIsKnown() {
    assertThatThrownBy(() -> Order.parse(List.of("earthquake"))).hasMessageContaining("earthquake")
        .hasMessageContaining("machine");
    assertThatThrownBy(() -> Order.parse(List.of("--storage", "paper"))).hasMessageContaining("postgres");
    assertThatThrownBy(() -> Order.parse(List.of("--seeds"))).hasMessageContaining("needs a value");
    assertThatThrownBy(() -> Order.parse(List.of("--seeds", "0"))).hasMessageContaining("from 1");
    assertThatThrownBy(() -> Order.parse(List.of("--seeds", "100001"))).hasMessageContaining("100000");
  }

  @Test
  void namesOfScenariosAreUnique() {
    assertThat(Faults.names()).doesNotHaveDuplicates();
  }
}
