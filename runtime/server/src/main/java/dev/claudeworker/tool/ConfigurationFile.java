package dev.claudeworker.tool;

import dev.claudeworker.config.ConfigFile;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.home.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The user's configuration file.
 *
 * @param path where it is, or where it would be made
 * @param exists whether it is there
 */
record ConfigurationFile(Path path, boolean exists) {

  static ConfigurationFile of(HomeDirectory home) throws ConfigurationException {
    Optional<Path> found = ConfigFile.find(home.path());
    return new ConfigurationFile(found.orElse(home.file("config.yaml")), found.isPresent());
  }

  /** What stands in it, nothing if it is not there. */
  String text() throws ConfigurationException {
    return exists ? ConfigFile.text(path) : "";
  }

  /** Replaces it at once, readable by its owner alone; a link to a file elsewhere stays a link. */
  void write(String text) throws IOException {
    OwnerOnly.directory(Optional.ofNullable(path.getParent()).orElse(path));
    OwnerOnly.replace(Files.isSymbolicLink(path) ? path.toRealPath() : path, text);
  }
}
