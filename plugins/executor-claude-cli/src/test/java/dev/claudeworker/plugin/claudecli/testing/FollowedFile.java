package dev.claudeworker.plugin.claudecli.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A file that is read while it grows; it ends when its writer has ended and everything is read. */
final class FollowedFile extends InputStream {

  private static final long POLL_MILLIS = 5;

  private final FileChannel channel;
  private final CountDownLatch writerEnded;

  FollowedFile(Path file, CountDownLatch writerEnded) throws IOException {
    this.channel = FileChannel.open(file);
    this.writerEnded = writerEnded;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (true) {
      boolean last = writerEnded.getCount() == 0;
      int count = channel.read(ByteBuffer.wrap(target, offset, length));
      if (count > 0 || last) {
        return count;
      }
      await();
    }
  }

  private void await() throws InterruptedIOException {
    try {
      if (writerEnded.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
