package dev.claudeworker.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What can still be written on the disk of a directory. */
record FreeDisk(Path directory) {

  OptionalLong bytes() {
    try {
      return OptionalLong.of(Files.getFileStore(directory).getUsableSpace());
    } catch (IOException notKnown) {
      return OptionalLong.empty();
    }
  }
}
