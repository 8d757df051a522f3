package dev.claudeworker.plugin.claudecli.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.plugin.claudecli.stream.StreamLine.Json;
import dev.claudeworker.plugin.claudecli.stream.StreamLine.NotJson;
import dev.claudeworker.spi.JsonValue.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamLineReaderTest {

  @Test
  void onlyWantedMembersAreRead() throws Exception {
    Fields fields = Fields.of("a").with("b", Fields.of("c"));

    List<StreamLine> lines =
        read("{\"x\":{\"a\":1},\"a\":\"1\",\"b\":{\"c\":\"2\",\"d\":[[{}]]},\"y\":[1,{}]}", fields);

    JsonObject expected = JsonObject.EMPTY.with("a", "1").with("b", JsonObject.EMPTY.with("c", "2"));
    assertThat(lines).containsExactly(new Json(expected, 0));
  }

  @Test
  void linesEndWithAnyLineBreakOrTheOutput() throws Exception {
    assertThat(read("{}\n\n{}\r\n{}", Fields.ALL)).hasSize(3).allMatch(Json.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "[1]", "{\"a\":", "{} {}", "{\"a\":1}}", "\u0000\u0001", "{\"a\":tru}"})
  void lineThatIsNoObjectDisturbsNoOther(String line) throws Exception {
    List<StreamLine> lines = read("{\"a\":1}\n" + line + "\n{\"a\":2}\n", Fields.ALL);

    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).isInstanceOf(NotJson.class);
    assertThat(lines.get(0)).isInstanceOf(Json.class);
    assertThat(lines.get(2)).isInstanceOf(Json.class);
  }

  @Test
  void lineWithoutEndBecauseTheProgramDiedIsNotJson() throws Exception {
    assertThat(read("{\"a\":\"cut in the mid", Fields.ALL)).singleElement().isInstanceOf(NotJson.class);
  }

  @Test
  void headOfGarbageIsKeptShort() throws Exception {
    NotJson line = (NotJson) read("x".repeat(5000) + "\n{}", Fields.ALL).getFirst();

    assertThat(line.head()).isEqualTo("x".repeat(500));
  }

  @Test
  void lineOfAnyLengthTakesLittleMemory() throws Exception {
    long line = 64L << 20;
    StreamLineReader reader = new StreamLineReader(hugeLine(line), 1000, Fields.of("a", "b"));

    Json json = (Json) reader.next().orElseThrow();

    assertThat(json.value().text("a").orElseThrow()).hasSize(1000);
    assertThat(json.value().text("b")).contains("end");
    assertThat(json.droppedBytes()).isEqualTo(line - 1000);
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void troubleWithTheOutputIsNotMistakenForGarbage() {
    InputStream broken = new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("disk gone");
      }
    };

    assertThatThrownBy(() -> new StreamLineReader(broken, 1000, Fields.ALL).next())
        .isInstanceOf(IOException.class)
        .hasMessage("disk gone");
  }

  @Test
  void troubleInsideALineIsNotMistakenForGarbage() {
    InputStream broken = new SequenceInputStream(
        new ByteArrayInputStream("{\"a\":".getBytes(StandardCharsets.UTF_8)),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("disk gone");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("disk gone");
          }
        });

    assertThatThrownBy(() -> new StreamLineReader(broken, 1000, Fields.ALL).next())
        .isInstanceOf(IOException.class)
        .hasMessage("disk gone");
  }

  private static List<StreamLine> read(String text, Fields fields) throws IOException {
    StreamLineReader reader = new StreamLineReader(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1000, fields);
    List<StreamLine> lines = new ArrayList<>();
    for (Optional<StreamLine> next = reader.next(); next.isPresent(); next = reader.next()) {
      lines.add(next.get());
    }
    return lines;
  }

  private static InputStream hugeLine(long length) {
    InputStream filler = new InputStream() {
      private long left = length;

      @Override
      public int read() {
        return left-- > 0 ? 'x' : -1;
      }

      @Override
      public int read(byte[] target, int offset, int wanted) {
        if (left <= 0) {
          return -1;
        }
        int count = (int) Math.min(wanted, left);
        Arrays.fill(target, offset, offset + count, (byte) 'x');
        left -= count;
        return count;
      }
    };
    return new SequenceInputStream(
        new SequenceInputStream(new ByteArrayInputStream("{\"a\":\"".getBytes(StandardCharsets.UTF_8)), filler),
        new ByteArrayInputStream("\",\"b\":\"end\"}\n".getBytes(StandardCharsets.UTF_8)));
  }
}
