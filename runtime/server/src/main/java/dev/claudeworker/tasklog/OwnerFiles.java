package dev.claudeworker.tasklog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read: prompts stand in them. */
final class OwnerFiles {

  private static final FileAttribute<?>[] MODE =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
          : new FileAttribute<?>[0];

  private OwnerFiles() {}

  /** Replaces what a small file says in one write. */
  static void write(Path file, byte[] content) throws IOException {
    try (var channel = FileChannel.open(file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING), MODE)) {
      writeAll(channel, content);
    }
  }

  /**
   * Writes at a place of a file, making it where it is missing; what stood behind that place is gone.
   *
   * @return the size of the file afterwards
   */
  static long writeAt(Path file, long position, byte[] content) throws IOException {
    try (var channel =
        FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), MODE)) {
      long end = Math.min(position, channel.size());
      channel.truncate(end);
      channel.position(end);
      writeAll(channel, content);
      return channel.size();
    }
  }

  private static void writeAll(FileChannel channel, byte[] content) throws IOException {
    var buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
