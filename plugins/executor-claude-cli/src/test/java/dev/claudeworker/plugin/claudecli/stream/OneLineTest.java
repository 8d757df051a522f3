package dev.claudeworker.plugin.claudecli.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {

  @Test
  void whiteSpaceAndControlCharactersBecomeOneBlank() {
    assertThat(OneLine.of("  a\r\n\tb\u0000\u001bc  ", 100)).isEqualTo("a b c");
  }

  @Test
  void textOfExactlyTheLengthIsNotCut() {
    assertThat(OneLine.of("12345", 5)).isEqualTo("12345");
    assertThat(OneLine.of("123456", 5)).isEqualTo("1234…");
  }

  @Test
  void pairOfSurrogatesIsNotSplit() {
    assertThat(OneLine.of("123😀56", 5)).isEqualTo("123…");
  }

  @Test
  void cutTextIsMarkedEvenIfOnlyBlanksWereLookedAt() {
    assertThat(OneLine.of(" ".repeat(10_000) + "x", 5)).isEqualTo("…");
  }
}
