package dev.claudeworker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedLabelTest {

  @Test
  void theFirstValuesStandForThemselvesAndFurtherOnesForOneWord() {
    var label = new BoundedLabel(2);

    assertThat(label.of("a")).isEqualTo("a");
    assertThat(label.of("b")).isEqualTo("b");
    assertThat(label.of("c")).isEqualTo("other");
    assertThat(label.of("a")).isEqualTo("a");
  }
}
