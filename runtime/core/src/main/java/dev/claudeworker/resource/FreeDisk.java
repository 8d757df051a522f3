package dev.claudeworker.resource;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** What can still be written on the disk of a directory. */
final class FreeDisk {

  private final Path directory;

  /** Kept, because finding it reads the table of all mounts; what is asked of it is always fresh. */
  private volatile Optional<FileStore> disk = Optional.empty();

  FreeDisk(Path directory) {
    this.directory = directory;
  }

  OptionalLong bytes() {
    try {
      FileStore found = disk.isPresent() ? disk.get() : Files.getFileStore(directory);
      disk = Optional.of(found);
      return OptionalLong.of(found.getUsableSpace());
    } catch (IOException notKnown) {
      return OptionalLong.empty();
    }
  }
}
