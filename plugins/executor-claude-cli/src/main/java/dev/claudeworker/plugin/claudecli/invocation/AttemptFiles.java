package dev.claudeworker.plugin.claudecli.invocation;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of an attempt that this executor makes: MCP configuration, system prompt, a directory for temporary files.
 * They may hold secrets, so nobody but the owner can read them, and they go when the attempt is over.
 */
public final class AttemptFiles {

  private final Path directory;

  /**
   * Creates the view; touches nothing.
   *
   * @param directory the attempt's directory
   */
  public AttemptFiles(Path directory) {
    this.directory = directory;
  }

  Path mcpConfig() {
    return directory.resolve("mcp.json");
  }

  Path systemPrompt() {
    return directory.resolve("system-prompt.txt");
  }

  Path temporary() {
    return directory.resolve("tmp");
  }

  void createTemporary() throws IOException {
    Files.createDirectories(temporary(), ownerOnly(temporary(), "rwx------"));
  }

  /** Writes a file, owner only from its first moment; one that is there already (adoption) stays. */
  void write(Path file, String text) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    try (SeekableByteChannel channel = Files.newByteChannel(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        ownerOnly(file, "rw-------"))) {
      Channels.newOutputStream(channel).write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Deletes them all.
   *
   * @throws IOException if something stays
   */
  public void delete() throws IOException {
    Files.deleteIfExists(mcpConfig());
    Files.deleteIfExists(systemPrompt());
    if (Files.exists(temporary())) {
      deleteTree(temporary());
    }
  }

  private static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(root, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
          throws IOException {
        Files.deleteIfExists(visited);
        return FileVisitResult.CONTINUE;
      }
    });
  }

  private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
        : new FileAttribute<?>[0];
  }
}
