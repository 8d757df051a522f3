package dev.claudeworker.plugin.claudecli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StderrTailTest {

  @Test
  void shortOutputIsKeptWhole() throws Exception {
    assertThat(read("\n  oh no \n")).isEqualTo("oh no");
    assertThat(read("x".repeat(4096))).isEqualTo("x".repeat(4096));
  }

  @Test
  void endOfLongOutputIsKept() throws Exception {
    assertThat(read("a".repeat(10_000) + "b".repeat(96))).isEqualTo("…" + "a".repeat(4000) + "b".repeat(96));
  }

  private static String read(String text) throws Exception {
    return StderrTail.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
