package dev.claudeworker.plugins;

import java.nio.file.Path;

/**
 * A plugin's jar: where people see it and where it is read from.
 *
 * @param file the file in a plugins folder
 * @param content the file to load from; a private copy where somebody could overwrite the first one while it is in use
 * @param sha256 hash of the content in hexadecimal; empty for what belongs to the installation
 */
public record JarSource(Path file, Path content, String sha256) {

  /** A file of the installation, read where it lies. */
  static JarSource installed(Path file) {
    return new JarSource(file, file, "");
  }
}
