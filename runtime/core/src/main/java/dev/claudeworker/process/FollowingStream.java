package dev.claudeworker.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;

/** Reads a file from its first byte and waits at its end for more, until the child that writes it has ended. */
final class FollowingStream extends InputStream {

  private final FileInputStream file;
  private final OutputSignal signal;
  private volatile boolean closed;

  FollowingStream(Path path, OutputSignal signal) throws IOException {
    this.file = new FileInputStream(path.toFile());
    this.signal = signal;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (true) {
      var look = signal.look();
      int count = file.read(bytes, offset, length);
      if (count >= 0) {
        return count;
      }
      switch (look.state()) {
        case COMPLETE -> {
          return -1;
        }
        case ABANDONED -> throw interrupted("the child is no longer watched; it goes on");
        case GROWING -> awaitNews(look);
      }
    }
  }

  @Override
  public int available() throws IOException {
    return file.available();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    file.close();
    signal.raise();
  }

  private void awaitNews(OutputSignal.Look look) throws IOException {
    if (closed) {
      throw new IOException("the stream is closed");
    }
    try {
      signal.awaitNews(look);
    } catch (InterruptedException interrupted) {
      throw interrupted("interrupted while waiting for more output");
    }
  }

  /** Readers tell an interrupt from trouble with the file by the mark on their thread. */
  private static InterruptedIOException interrupted(String message) {
    Thread.currentThread().interrupt();
    return new InterruptedIOException(message);
  }
}
