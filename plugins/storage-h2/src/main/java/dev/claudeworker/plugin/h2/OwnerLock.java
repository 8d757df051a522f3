package dev.claudeworker.plugin.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a database for one server, and tells the next one who has it. The lock is the operating system's, so it is gone
 * with the process; the text in the file only says who.
 */
final class OwnerLock implements AutoCloseable {

  /** Closing a second channel on a file would drop this process's lock on it, so a second one is never opened. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private static final int LONGEST_TEXT = 200;

  private final Path file;
  private final FileChannel channel;

  private OwnerLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock, or throws that the database is in use. */
  static OwnerLock take(Path file, String database) throws IOException {
    Path real = file.toAbsolutePath().normalize();
    if (!HELD_HERE.add(real)) {
      throw H2Failures.locked(database, "this very process", new IllegalStateException("opened twice"));
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(real, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
      Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
      if (lock.isEmpty()) {
        throw H2Failures.locked(database, owner(channel), new IllegalStateException("the lock is taken"));
      }
      write(channel, "process " + ProcessHandle.current().pid());
      return new OwnerLock(real, channel);
    } catch (IOException | RuntimeException failure) {
      if (channel != null) {
        channel.close();
      }
      HELD_HERE.remove(real);
      throw failure;
    }
  }

  /** Throws that the database is in use, if it is; takes nothing and writes nothing. */
  static void check(Path file, String database) throws IOException {
    Path real = file.toAbsolutePath().normalize();
    if (HELD_HERE.contains(real)) {
      throw H2Failures.locked(database, "this very process", new IllegalStateException("it is open here"));
    }
    if (!Files.exists(real)) {
      return;
    }
    // A shared lock needs no right to write, and is refused while somebody has the file for himself.
    try (
        FileChannel channel = FileChannel.open(real, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      if (lock == null) {
        throw H2Failures.locked(database, owner(channel), new IllegalStateException("the lock is taken"));
      }
    }
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(LONGEST_TEXT);
    channel.read(content, 0);
    String text = new String(content.array(), 0, content.position(), StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? "another process" : "another server (" + text + ")";
  }

  private static void write(FileChannel channel, String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      channel.close();
    } catch (IOException gone) {
      H2StorageFactory.LOG.debug("the owner file {} could not be removed", file, gone);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
