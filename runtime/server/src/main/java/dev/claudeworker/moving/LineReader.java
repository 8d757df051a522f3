package dev.claudeworker.moving;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of a file as bytes, so that they can be summed as they are. */
final class LineReader implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int end;

  LineReader(Path file) throws IOException {
    in = Files.newInputStream(file);
  }

  /** The next line without its end; empty = no more. */
  Optional<byte[]> next() throws IOException {
    var line = new ByteArrayOutputStream();
    while (filled()) {
      int from = position;
      while (position < end && buffer[position] != '\n') {
        position++;
      }
      line.write(buffer, from, position - from);
      if (position < end) {
        position++;
        return Optional.of(line.toByteArray());
      }
    }
    return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
  }

  private boolean filled() throws IOException {
    if (position == end) {
      position = 0;
      end = Math.max(0, in.read(buffer));
    }
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
