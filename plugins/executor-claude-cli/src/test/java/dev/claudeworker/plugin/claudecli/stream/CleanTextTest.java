package dev.claudeworker.plugin.claudecli.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanTextTest {

  @Test
  void goodTextIsLeftAlone() {
    String text = "plain, \u00e9, \ud83d\ude00";

    assertThat(CleanText.of(text)).isSameAs(text);
  }

  @Test
  void halvesOfPairsAndNulCharactersAreReplaced() {
    assertThat(CleanText.of("a\ud83d")).isEqualTo("a\ufffd");
    assertThat(CleanText.of("\ude00b")).isEqualTo("\ufffdb");
    assertThat(CleanText.of("\ud83d\ud83d\ude00")).isEqualTo("\ufffd\ud83d\ude00");
    assertThat(CleanText.of("a\u0000b")).isEqualTo("a\ufffdb");
  }
}
