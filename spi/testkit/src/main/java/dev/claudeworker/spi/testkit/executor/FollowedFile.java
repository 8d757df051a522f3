package dev.claudeworker.spi.testkit.executor;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A file that a process writes, followed until the process has ended and everything is read. A plain file stream
 * underneath: a channel would be closed by an interruption.
 */
final class FollowedFile extends InputStream {

  /** How long a reader waits for new bytes before it looks again. */
  private static final long POLL_MILLIS = 10;

  private final InputStream file;
  private final Process writer;

  FollowedFile(Path file, Process writer) throws IOException {
    this.file = new FileInputStream(file.toFile());
    this.writer = writer;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    boolean ended = false;
    int count = file.read(bytes, offset, length);
    while (count < 0 && !ended) {
      ended = endedWithinOnePoll();
      count = file.read(bytes, offset, length);
    }
    return count;
  }

  private boolean endedWithinOnePoll() throws IOException {
    try {
      return writer.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("reading was interrupted").initCause(stopped);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
