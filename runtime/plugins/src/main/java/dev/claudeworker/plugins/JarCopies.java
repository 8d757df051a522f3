package dev.claudeworker.plugins;

import dev.claudeworker.plugins.trust.FileHash;
import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Private copies of plugin jars. A jar in a user's folder may be overwritten at any moment, which must not pull the rug from
 * under running code, and what was checked must be what is loaded.
 */
final class JarCopies {

  private static final Logger log = LoggerFactory.getLogger(JarCopies.class);

  private final Path folder;
  private final AtomicLong number = new AtomicLong();

  JarCopies(Path folder) {
    this.folder = folder;
  }

  JarSource copy(Path file) {
    try {
      Files.createDirectories(folder);
      Path copy = folder.resolve(number.incrementAndGet() + "-" + file.getFileName());
      return new JarSource(file, copy, FileHash.copy(file, copy));
    } catch (IOException failed) {
      throw new WorkerException(
          PluginErrors.UNREADABLE, "the plugin file " + file + " cannot be copied to " + folder + ": " + failed,
          "Check its permissions and the room on the disk.", failed);
    }
  }

  /** Removes a copy; files of the installation stay. */
  void drop(JarSource source) {
    if (!source.content().equals(source.file())) {
      delete(source.content());
    }
  }

  /** Removes everything, also what a killed server left behind. */
  static void clear(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> left = Files.walk(folder)) {
      List.copyOf(left.sorted(Comparator.reverseOrder()).toList()).forEach(JarCopies::delete);
    } catch (IOException failed) {
      log.warn("The folder {} with copies of plugins could not be emptied.", folder, failed);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failed) {
      log.debug("The copy {} stays until the next start.", file, failed);
    }
  }
}
