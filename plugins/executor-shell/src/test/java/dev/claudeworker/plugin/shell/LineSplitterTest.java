package dev.claudeworker.plugin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

  @Test
  void cutsAtLineBreaksWhateverThePieces() {
    assertThat(lines(80, "one\ntwo\n\nthree")).containsExactly("one", "two", "", "three");
    assertThat(lines(80, "o", "ne\nt", "wo\n", "\nthr", "ee")).containsExactly("one", "two", "", "three");
    assertThat(lines(80, "one\r\ntwo\r\n")).containsExactly("one", "two");
    assertThat(lines(80)).isEmpty();
  }

  @Test
  void countsWhatALongLineHasMore() {
    assertThat(lines(4, "abcd\nabcdef", "gh\nx\n")).containsExactly("abcd", "abcd ... (4 more bytes)", "x");
    assertThat(lines(4, "abcdefgh")).containsExactly("abcd ... (4 more bytes)");
  }

  @Test
  void remembersTheLastLineThatSaysSomething() {
    var splitter = new LineSplitter(80, line -> {});
    assertThat(splitter.last()).isEmpty();
    byte[] bytes = "first\nsecond\n  \n\nunfinished".getBytes(StandardCharsets.UTF_8);
    splitter.add(bytes, bytes.length);
    assertThat(splitter.last()).isEqualTo("second");
    splitter.end();
    assertThat(splitter.last()).isEqualTo("unfinished");
  }

  private static List<String> lines(int maxLineBytes, String... pieces) {
    var lines = new ArrayList<String>();
    var splitter = new LineSplitter(maxLineBytes, lines::add);
    for (String piece : pieces) {
      byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
      splitter.add(bytes, bytes.length);
    }
    splitter.end();
    return lines;
  }
}
