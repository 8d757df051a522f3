package dev.claudeworker.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the jars of a plugins folder. */
final class PluginFolder {

  private static final Logger log = LoggerFactory.getLogger(PluginFolder.class);

  private PluginFolder() {}

  /** The jars of a folder by file name. None if there is no such folder; hidden and other files are left alone. */
  static List<Path> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(PluginFolder::isJar).sorted().toList();
    } catch (IOException | UncheckedIOException unreadable) {
      log.warn("The plugins folder {} cannot be read ({}); its plugins are not loaded. Check its permissions.", folder,
          unreadable.toString());
      return List.of();
    }
  }

  private static boolean isJar(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".jar") && !name.startsWith(".") && !Files.isDirectory(file);
  }
}
