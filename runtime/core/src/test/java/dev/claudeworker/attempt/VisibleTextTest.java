package dev.claudeworker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {

  @Test
  void whatCouldForgeALineOrCommandATerminalIsWrittenOut() {
    assertThat(VisibleText.of("a\nb")).isEqualTo("a\\nb");
    assertThat(VisibleText.of("a\r\nb")).isEqualTo("a\\r\\nb");
    assertThat(VisibleText.of("a\tb")).isEqualTo("a  b");
    assertThat(VisibleText.of("\u001b[2Jx")).isEqualTo("\\u001b[2Jx");
    assertThat(VisibleText.of("\u0085x")).isEqualTo("\\u0085x");
    assertThat(VisibleText.of("\u2028x")).isEqualTo("\\u2028x");
    assertThat(VisibleText.of("\u202ex")).isEqualTo("\\u202ex");
    assertThat(VisibleText.of("\u0007x\u007f")).isEqualTo("\\u0007x\\u007f");
  }

  @Test
  void otherTextStaysAsItIs() {
    assertThat(VisibleText.of("é 日本 👩‍💻")).isEqualTo("é 日本 👩‍💻");
  }

  @Test
  void whatIsCutIsSaidAndNoCharacterIsCutInTwo() {
    assertThat(VisibleText.of("abc👍", 4)).isEqualTo("abc ... (2 more characters)");
    assertThat(VisibleText.of("abcd", 4)).isEqualTo("abcd");
  }
}
