package dev.claudeworker.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptStreamsTest {

  private final KeptStreams streams = new KeptStreams(2);
  private final List<String> dropped = new ArrayList<>();

  private String open(String name) {
    return streams.open(() -> dropped.add(name));
  }

  @Test
  void theOneBrokenForLongestMakesRoom() {
    String first = open("first");
    String second = open("second");
    String third = open("third");
    streams.left(second);
    streams.left(first);
    assertThat(dropped).isEmpty();

    streams.left(third);

    assertThat(dropped).containsExactly("second");
    assertThat(streams.find(second)).isEmpty();
    assertThat(streams.find(first)).isPresent();
  }

  @Test
  void oneThatHasAReaderAgainIsNotDropped() {
    String first = open("first");
    streams.left(first);
    streams.resumed(first);
    for (String name : List.of("a", "b", "c")) {
      streams.left(open(name));
    }

    assertThat(dropped).containsExactly("a");
  }

  @Test
  void atTheEndOfASessionWhatNobodyReadsGoesAtOnceAndTheRestWhenItsReaderDoes() {
    String read = open("read");
    streams.left(open("broken"));

    streams.close();
    assertThat(dropped).containsExactly("broken");

    streams.left(read);
    assertThat(dropped).containsExactly("broken", "read");
  }

  @Test
  void withoutRoomABrokenStreamIsDropped() {
    var none = new KeptStreams(0);
    none.left(none.open(() -> dropped.add("only")));

    assertThat(dropped).containsExactly("only");
  }
}
