package dev.claudeworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedrawnLinesTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private TerminalSize size = new TerminalSize(20, 6);
  private Instant now = CommandLineFixture.NOW;

  @Test
  void newLinesTakeThePlaceOfTheOldOnes() {
    RedrawnLines lines = lines(StandardCharsets.UTF_8);

    lines.draw(List.of("one", "two, a longer one", "three"));
    lines.draw(List.of("ONE", "TWO"));

    assertThat(screen()).containsExactly("ONE", "TWO");
  }

  @Test
  void whatStoodThereBeforeStays() {
    printed.writeBytes("$ claude-worker\n".getBytes(StandardCharsets.UTF_8));
    RedrawnLines lines = lines(StandardCharsets.UTF_8);

    lines.draw(List.of("one"));
    lines.draw(List.of("two"));

    assertThat(screen()).containsExactly("$ claude-worker", "two");
  }

  @Test
  void aLineThatIsTooLongIsCutAndNeverWraps() {
    RedrawnLines lines = lines(StandardCharsets.UTF_8);

    lines.draw(List.of("a line of more than twenty letters", "two"));
    lines.draw(List.of("another line of more than twenty letters", "TWO"));

    assertThat(screen()).containsExactly("another line of mo…", "TWO");
  }

  @Test
  void coloursTakeNoRoomAndEndWithTheCut() {
    RedrawnLines lines = lines(StandardCharsets.UTF_8);
    Style style = new Style(true);

    lines.draw(List.of(style.red("short") + " " + style.green("and a green one that is too long")));

    assertThat(screen()).containsExactly("short and a green…");
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("…\033[0m");
  }

  @Test
  void linesBeyondTheHeightAreCounted() {
    RedrawnLines lines = lines(StandardCharsets.UTF_8);
    List<String> many = IntStream.rangeClosed(1, 10).mapToObj(number -> "line " + number).toList();

    lines.draw(many);
    lines.draw(many);

    assertThat(screen()).containsExactly("line 1", "line 2", "line 3", "line 4", "… and 6 more lines");
  }

  @Test
  void asManyLinesAsFitAreShownWhole() {
    lines(StandardCharsets.UTF_8).draw(List.of("1", "2", "3", "4", "5"));

    assertThat(screen()).containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void aTerminalThatBecameNarrowerIsRedrawnFromItsTop() {
    size = new TerminalSize(40, 10);
    RedrawnLines lines = lines(StandardCharsets.UTF_8);
    lines.draw(List.of("a line of thirty letters, more", "second"));
    size = new TerminalSize(20, 10);
    now = now.plus(Duration.ofSeconds(2));
    printed.reset();
    lines.draw(List.of("short"));

    // The first line has been broken into two by the terminal.
    assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("\r\033[3A");
  }

  @Test
  void theSizeIsNotAskedForAtEveryFrame() {
    RedrawnLines lines = lines(StandardCharsets.UTF_8);
    lines.draw(List.of("one"));
    size = new TerminalSize(100, 10);

    assertThat(lines.room()).isEqualTo(new TerminalSize(19, 5));
    now = now.plus(Duration.ofSeconds(2));
    assertThat(lines.room()).isEqualTo(new TerminalSize(99, 9));
  }

  @Test
  void closingLeavesNothing() {
    RedrawnLines lines = lines(StandardCharsets.UTF_8);
    lines.draw(List.of("one", "two"));

    lines.close();
    lines.close();

    assertThat(screen()).isEmpty();
  }

  @Test
  void withoutUnicodeEverySignHasAPlainOne() {
    lines(StandardCharsets.US_ASCII).draw(List.of("✓ done · a line that is too long"));

    assertThat(screen()).containsExactly("+ done - a line th~");
  }

  private RedrawnLines lines(Charset charset) {
    return new RedrawnLines(new PrintStream(printed, true, charset),
        new Terminal(true, true, true, true, () -> size), () -> now);
  }

  private List<String> screen() {
    return new ScreenEmulator(size.columns(), size.rows()).print(printed.toString(StandardCharsets.UTF_8)).lines();
  }
}
