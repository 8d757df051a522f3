package dev.claudeworker.home;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories that only their owner may read. They have their mode from the moment they exist. */
public final class OwnerOnly {

  private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final Set<PosixFilePermission> DIRECTORY_MODE = PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-------");

  private OwnerOnly() {}

  /**
   * Makes a directory, or narrows the mode of an existing one.
   *
   * @param directory the directory
   * @throws IOException if it cannot be made
   */
  public static void directory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, mode(DIRECTORY_MODE));
    }
    if (POSIX && !Files.getPosixFilePermissions(directory).equals(DIRECTORY_MODE)) {
      Files.setPosixFilePermissions(directory, DIRECTORY_MODE);
    }
  }

  /** Makes a directory where there is none; an existing one may belong to others and stays as it is. */
  public static void newDirectory(Path directory) throws IOException {
    Files.createDirectories(directory, mode(DIRECTORY_MODE));
  }

  /** Makes a file that must not exist yet. */
  public static OutputStream newFile(Path file) throws IOException {
    return Channels.newOutputStream(FileChannel.open(file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode(FILE_MODE)));
  }

  /**
   * Writes a file so that readers see the old text or the new one, never a part of it.
   *
   * @param file the file
   * @param text what is to stand in it
   * @throws IOException if it cannot be written; it is as before then
   */
  public static void replace(Path file, String text) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(draft);
    try (var channel = FileChannel.open(draft,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode(FILE_MODE));
        var out = Channels.newOutputStream(channel)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Opens a file for a lock, making it where it is missing. */
  static FileChannel openForLock(Path file) throws IOException {
    return FileChannel.open(file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), mode(FILE_MODE));
  }

  /** Narrows the mode of a file that an earlier version or a person may have made too wide. */
  static void narrow(Path file) throws IOException {
    if (POSIX && !Files.getPosixFilePermissions(file).equals(FILE_MODE)) {
      Files.setPosixFilePermissions(file, FILE_MODE);
    }
  }

  private static FileAttribute<?>[] mode(Set<PosixFilePermission> permissions) {
    return POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)} : new FileAttribute<?>[0];
  }
}
