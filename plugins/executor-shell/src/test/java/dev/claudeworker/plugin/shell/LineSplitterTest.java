package dev.claudeworker.plugin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

  private static final int MAX_LINES = 6;

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
  void handsOnOnlySoManyLinesAndSaysSo() {
    var six = List.of("1", "2", "3", "4", "5", "6");
    assertThat(lines(80, "1\n2\n3\n4\n5\n6\n")).isEqualTo(six);
    String more = "... (there is more; see the raw output)";
    assertThat(lines(80, "1\n2\n3\n4\n5\n6\n7\n8\n9")).startsWith("1", "2").endsWith("6", more).hasSize(7);
    assertThat(lines(80, "1\n2\n3\n4\n5\n6\n", "7", "7\n8\n", "9\n")).endsWith("6", more).hasSize(7);
  }

  @Test
  void remembersTheLastLineOfAFlood() {
    var splitter = new LineSplitter(80, 1, line -> {});
    for (String piece : new String[] {"one\ntw", "o\nthree\nfo", "ur\nfi", "ve", "\nsix"}) {
      byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
      splitter.add(bytes, bytes.length);
    }
    assertThat(splitter.last()).isEqualTo("five");
    splitter.end();
    assertThat(splitter.last()).isEqualTo("six");
  }

  @Test
  void remembersTheLastLineThatSaysSomething() {
    var splitter = new LineSplitter(80, 100, line -> {});
    assertThat(splitter.last()).isEmpty();
    byte[] bytes = "first\nsecond\n  \n\nunfinished".getBytes(StandardCharsets.UTF_8);
    splitter.add(bytes, bytes.length);
    assertThat(splitter.last()).isEqualTo("second");
    splitter.end();
    assertThat(splitter.last()).isEqualTo("unfinished");
  }

  private static List<String> lines(int maxLineBytes, String... pieces) {
    var lines = new ArrayList<String>();
    var splitter = new LineSplitter(maxLineBytes, MAX_LINES, lines::add);
    for (String piece : pieces) {
      byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
      splitter.add(bytes, bytes.length);
    }
    splitter.end();
    return lines;
  }
}
