package dev.claudeworker.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.Optional;

/**
 * At most one server works in a home. The operating system drops the lock with the process, so it can neither be stale nor
 * be fooled by a process id that was used again: whoever holds it knows that every other trace of a server is old.
 */
public final class HomeLock implements AutoCloseable {

  private final FileChannel channel;
  private final FileLock lock;

  private HomeLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock.
   *
   * @param home the home
   * @return the lock, empty if another server has it
   * @throws IOException if the lock file cannot be used
   */
  public static Optional<HomeLock> take(HomeDirectory home) throws IOException {
    FileChannel channel = OwnerOnly.openForLock(home.file("server.lock"));
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new HomeLock(channel, lock));
    } catch (OverlappingFileLockException _) {
      channel.close();
      return Optional.empty();
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  /** Releases the lock. Closing twice is allowed. */
  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      lock.release();
      channel.close();
    }
  }
}
