package dev.claudeworker.home;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The home directory of an installation ({@code ~/.claude-worker}) and the names in it. Private to its owner.
 *
 * @param path absolute path of the directory
 */
public record HomeDirectory(Path path) {

  private static final ErrorCode NOT_USABLE = ErrorCode.configuration("home_not_usable");

  /**
   * Opens the directory and makes it, with its fixed parts, where it is missing.
   *
   * @param path where it is
   * @return the directory, existing, writable, mode 0700
   * @throws WorkerException if it cannot be used
   */
  public static HomeDirectory open(Path path) {
    var home = new HomeDirectory(path.toAbsolutePath().normalize());
    try {
      if (Files.exists(home.path) && !Files.isDirectory(home.path)) {
        throw unusable(home.path, "it is not a directory");
      }
      OwnerOnly.directory(home.path);
      OwnerOnly.directory(home.data());
      OwnerOnly.directory(home.plugins());
      OwnerOnly.directory(home.attempts());
    } catch (IOException failed) {
      throw unusable(home.path, Reasons.of(failed));
    }
    if (!Files.isWritable(home.path)) {
      throw unusable(home.path, "it is not writable for this user");
    }
    return home;
  }

  private static WorkerException unusable(Path path, String why) {
    return new WorkerException(NOT_USABLE, "the home directory " + path + " cannot be used: " + why,
        "Choose another one with --home or CLAUDE_WORKER_HOME, or mend this one.");
  }

  /**
   * Where embedded databases live.
   *
   * @return an existing directory
   */
  public Path data() {
    return path.resolve("data");
  }

  /**
   * Where users drop plugin jars.
   *
   * @return an existing directory
   */
  public Path plugins() {
    return path.resolve("plugins");
  }

  /**
   * Where attempts have their directories.
   *
   * @return an existing directory
   */
  public Path attempts() {
    return path.resolve("attempts");
  }

  /**
   * The default place of log files.
   *
   * @return the home itself, as the names of the logs are fixed
   */
  public Path logs() {
    return path;
  }

  /**
   * A file of the home.
   *
   * @param name its name
   * @return its path, existing or not
   */
  public Path file(String name) {
    return path.resolve(name);
  }
}
