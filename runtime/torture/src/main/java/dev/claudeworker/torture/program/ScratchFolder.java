package dev.claudeworker.torture.program;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A new folder that only its owner can read, in which everything of a run lies. Closing ends the processes that name it and
 * deletes it: this very folder, never what a link in it points to. May be closed twice, and from a second thread meanwhile.
 */
public final class ScratchFolder implements Closeable {

  /** How the name of each begins. */
  public static final String PREFIX = "claude-worker-scratch-";

  private static final int TRIES = 50;

  private final Path path;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ScratchFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes one.
   *
   * @param parent a folder that is there
   * @param purpose a word for its name
   */
  public static ScratchFolder create(Path parent, String purpose) throws IOException {
    return new ScratchFolder(Files.createTempDirectory(parent, PREFIX + purpose + "-").toRealPath());
  }

  /** Where it is, without links. */
  public Path path() {
    return path;
  }

  /** Ends the processes and leaves the files, for whoever looks for the reason of something. */
  public Path keep() {
    if (closed.compareAndSet(false, true)) {
      Processes.kill(path);
    }
    return path;
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      Processes.kill(path);
      for (int i = 0; i < TRIES && Files.exists(path); i++) {
        deleteAll();
      }
    }
  }

  /** Somebody who was just killed may still write: then a further try finds more. */
  private void deleteAll() throws IOException {
    Files.walkFileTree(path, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
        if (failed instanceof NoSuchFileException) {
          return FileVisitResult.CONTINUE;
        }
        throw failed;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
        try {
          Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException _) {
          // The next try.
        }
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
