package dev.claudeworker.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines on a terminal that are drawn again and again in the same place. Each is cut to the width, all of them to the height;
 * the cursor rests below them, so that an interrupted command leaves the screen in order. Not for concurrent use.
 */
final class RedrawnLines implements AutoCloseable {

  private static final Duration MEASURE_EVERY = Duration.ofSeconds(2);
  private static final String CLEAR_LINE_END = "\033[K";
  private static final String CLEAR_BELOW = "\033[J";

  private final PrintStream stream;
  private final Terminal terminal;
  private final InstantSource clock;
  private List<String> drawn = List.of();
  private TerminalSize size = TerminalSize.DEFAULT;
  private Instant measured = Instant.MIN;

  /**
   * Creates an empty place.
   *
   * @param stream the terminal
   * @param terminal what is known about it; it must be able to move its cursor
   * @param clock says when the size is to be asked for again
   */
  RedrawnLines(PrintStream stream, Terminal terminal, InstantSource clock) {
    this.stream = stream;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** How much can be shown: letters on a line, and lines. */
  TerminalSize room() {
    Instant now = clock.instant();
    if (measured.equals(Instant.MIN) || Duration.between(measured, now).compareTo(MEASURE_EVERY) >= 0) {
      size = terminal.size();
      measured = now;
    }
    // The last column stays free: a letter there would make some terminals begin a new line.
    return new TerminalSize(size.columns() - 1, size.rows() - 1);
  }

  /** Shows lines in the place of those before; they may be coloured, and hold no line breaks. */
  void draw(List<String> lines) {
    TerminalSize room = room();
    List<String> shown = fitting(lines, room);
    var frame = new StringBuilder(toTheTop());
    shown.forEach(line -> frame.append(Glyphs.fit(line, stream.charset())).append(CLEAR_LINE_END).append('\n'));
    print(frame.append(CLEAR_BELOW));
    drawn = shown;
  }

  /** Removes the lines. */
  @Override
  public void close() {
    if (!drawn.isEmpty()) {
      print(new StringBuilder(toTheTop()).append(CLEAR_BELOW));
      drawn = List.of();
    }
  }

  private static List<String> fitting(List<String> lines, TerminalSize room) {
    int most = lines.size() <= room.rows() ? lines.size() : room.rows() - 1;
    List<String> shown = new ArrayList<>(lines.subList(0, most));
    if (most < lines.size()) {
      shown.add("… and " + (lines.size() - most) + " more lines");
    }
    return shown.stream().map(line -> TextWidth.cut(line, room.columns())).toList();
  }

  /** A terminal that became narrower meanwhile has broken the lines. */
  private String toTheTop() {
    int rows = drawn.stream().mapToInt(line -> 1 + Math.max(0, TextWidth.of(line) - 1) / size.columns()).sum();
    return rows == 0 ? "" : "\r\033[" + Math.min(rows, size.rows() - 1) + "A";
  }

  /** In one piece, so that nobody sees half a frame. */
  private void print(StringBuilder frame) {
    stream.print(frame);
    stream.flush();
  }
}
