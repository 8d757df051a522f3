package dev.claudeworker.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with plugins.
 *
 * @param path where it is; may be absent
 * @param installed whether it belongs to the installation: its files are trusted and never overwritten in place
 */
public record PluginFolder(Path path, boolean installed) {

  private static final Logger log = LoggerFactory.getLogger(PluginFolder.class);

  /** Its jars by file name, with their stamps. Hidden and other files are left alone. */
  SequencedMap<Path, FileStamp> jars() {
    SequencedMap<Path, FileStamp> jars = new LinkedHashMap<>();
    files().forEach(file -> FileStamp.of(file).ifPresent(stamp -> jars.put(file, stamp)));
    return jars;
  }

  private List<Path> files() {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(PluginFolder::isJar).sorted().toList();
    } catch (IOException | UncheckedIOException unreadable) {
      log.warn("The plugins folder {} cannot be read ({}); its plugins are not loaded. Check its permissions.", path,
          unreadable.toString());
      return List.of();
    }
  }

  static boolean isJar(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".jar") && !name.startsWith(".") && !Files.isDirectory(file);
  }
}
