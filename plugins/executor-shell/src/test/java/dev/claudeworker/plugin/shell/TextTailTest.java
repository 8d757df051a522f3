package dev.claudeworker.plugin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextTailTest {

  @Test
  void keepsAllThatFits() {
    var tail = tail(5, "ab", "cde");

    assertThat(tail.text()).isEqualTo("abcde");
    assertThat(tail.shortened()).isFalse();
    assertThat(tail.totalBytes()).isEqualTo(5);
  }

  @Test
  void keepsTheEndOfWhatDoesNotFit() {
    var tail = tail(5, "abc", "def", "g");

    assertThat(tail.text()).isEqualTo("cdefg");
    assertThat(tail.shortened()).isTrue();
    assertThat(tail(3, "abcdefgh").text()).isEqualTo("fgh");
  }

  @Test
  void leavesOutTheLastLineBreakOnly() {
    assertThat(tail(100, "a\n\n").text()).isEqualTo("a\n");
    assertThat(tail(100, "a\r\n").text()).isEqualTo("a");
    assertThat(tail(100, "\n").text()).isEmpty();
    assertThat(tail(100).text()).isEmpty();
  }

  @Test
  void beginsWithAWholeCharacter() {
    assertThat(tail(5, "xö€z").text()).as("4 of 7 bytes are whole").isEqualTo("€z");
    assertThat(tail(4, "\ud83d\ude00ab").text()).isEqualTo("ab");
  }

  @Test
  void replacesWhatIsNoText() {
    var tail = new TextTail(10);
    tail.add(new byte[] {'a', 0, (byte) 0xff, 'b'}, 0, 4);

    assertThat(tail.text()).isEqualTo("a\ufffd\ufffdb");
  }

  @Test
  void isTheEndWhateverThePieces() {
    var random = new Random(42);
    for (int round = 0; round < 200; round++) {
      int limit = 1 + random.nextInt(20_000);
      var all = new StringBuilder();
      var tail = new TextTail(limit);
      for (int piece = 0; piece < random.nextInt(20); piece++) {
        String text = Integer.toString(random.nextInt(), 36).repeat(random.nextInt(800));
        all.append(text);
        byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.UTF_8);
        tail.add(bytes, 2, bytes.length - 4);
      }
      assertThat(tail.text()).isEqualTo(all.substring(Math.max(0, all.length() - limit)));
      assertThat(tail.totalBytes()).isEqualTo(all.length());
    }
  }

  private static TextTail tail(int limit, String... pieces) {
    var tail = new TextTail(limit);
    for (String piece : pieces) {
      byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
      tail.add(bytes, 0, bytes.length);
    }
    return tail;
  }
}
