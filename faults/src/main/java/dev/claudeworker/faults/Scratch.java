package dev.claudeworker.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What runs leave behind. */
final class Scratch {

  private Scratch() {}

  /** A start-up cache may be in the making there: what vanishes meanwhile is no loss. */
  static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    } catch (java.io.UncheckedIOException vanished) {
      return;
    }
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (NoSuchFileException | java.nio.file.DirectoryNotEmptyException _) {
        // Somebody still writes there.
      }
    }
  }
}
