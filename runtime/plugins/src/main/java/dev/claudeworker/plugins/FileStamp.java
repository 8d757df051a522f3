package dev.claudeworker.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * By what a file is seen to have changed without reading it.
 *
 * @param sizeBytes its size
 * @param modifiedMillis when it was written
 * @param identity the file system's own name for it, which differs after a rename over it
 */
record FileStamp(long sizeBytes, long modifiedMillis, String identity) {

  /** The stamp of a file, empty if it is gone. */
  static Optional<FileStamp> of(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(new FileStamp(
          attributes.size(), attributes.lastModifiedTime().toMillis(), String.valueOf(attributes.fileKey())));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
