package dev.claudeworker.plugin.claudecli.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits output into lines of any length without keeping one in memory: a line is itself a stream, in which long JSON
 * strings are shortened.
 */
final class LineSplitter {

  /** How much of the beginning of a line is kept for error messages. */
  private static final int HEAD_BYTES = 500;

  private final InputStream in;
  private final int maxStringBytes;
  private final byte[] block = new byte[16 << 10];
  private int at;
  private int end;
  private Line line;

  LineSplitter(InputStream in, int maxStringBytes) {
    this.in = in;
    this.maxStringBytes = maxStringBytes;
    this.line = new Line();
    this.line.ended = true;
  }

  /** Goes to the next line that is not empty, waiting for it; false when the output has ended. */
  boolean next() throws IOException {
    line.skipRest();
    while (at < end || fill()) {
      if (block[at] != '\n' && block[at] != '\r') {
        line = new Line();
        return true;
      }
      at++;
    }
    return false;
  }

  /** The line {@link #next} went to. */
  Line line() {
    return line;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(block));
    return end > 0;
  }

  /** One line; ends where the line ends and closes nothing. */
  final class Line extends InputStream {

    private final StringShortener shortener = new StringShortener(maxStringBytes);
    private final byte[] head = new byte[HEAD_BYTES];
    private int headLength;
    private long length;
    private boolean ended;

    /** Length of the whole line in bytes, as far as it has been read. */
    long length() {
      return length;
    }

    /** How many bytes of long strings were left out. */
    long dropped() {
      return shortener.dropped();
    }

    /** The first characters of the line. */
    String head() {
      return new String(Arrays.copyOf(head, headLength), StandardCharsets.UTF_8);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
      int written = 0;
      while (written == 0 && !ended) {
        if (at == end && !fill()) {
          ended = true;
        } else {
          written = pass(target, offset, wanted);
        }
      }
      return written == 0 ? -1 : written;
    }

    private int pass(byte[] target, int offset, int wanted) {
      int written = 0;
      while (at < end && written < wanted) {
        byte next = block[at++];
        if (next == '\n') {
          ended = true;
          break;
        }
        remember(next);
        if (shortener.keeps(next)) {
          target[offset + written++] = next;
        }
      }
      return written;
    }

    private void remember(byte next) {
      if (headLength < HEAD_BYTES) {
        head[headLength++] = next;
      }
      length++;
    }

    private void skipRest() throws IOException {
      byte[] scrap = new byte[1024];
      while (!ended) {
        read(scrap, 0, scrap.length);
      }
    }
  }
}
