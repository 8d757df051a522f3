package dev.claudeworker.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PidWindowTest {

  @Test
  void holdsThePidsGivenOutSince() {
    var window = new PidWindow(1000, 2000);

    assertThat(window.contains(1000)).isFalse();
    assertThat(window.contains(1001)).isTrue();
    assertThat(window.contains(2000)).isTrue();
    assertThat(window.contains(2256)).as("forked while the window is searched").isTrue();
    assertThat(window.contains(2257)).isFalse();
    assertThat(window.contains(1)).isFalse();
  }

  @Test
  void goesOnFromTheBottomWhenThePidsStartAgain() {
    var window = new PidWindow(32_000, 400);

    assertThat(window.contains(32_000)).isFalse();
    assertThat(window.contains(32_001)).isTrue();
    assertThat(window.contains(2)).isTrue();
    assertThat(window.contains(400)).isTrue();
    assertThat(window.contains(700)).isFalse();
    assertThat(window.contains(20_000)).isFalse();
  }

  @Test
  void holdsEverythingAboveWhenTheLastPidIsNotKnown() {
    assertThat(new PidWindow(1000, Long.MAX_VALUE).contains(4_000_000)).isTrue();
  }
}
