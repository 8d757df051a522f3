package dev.claudeworker.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a home can be kept on its file system: on a network's, locks and renames are not to be relied upon. */
public final class HomeFileSystem {

  /** What to do about it. */
  public static final String SUGGESTION =
      "Put the home on a local disk with CLAUDE_WORKER_HOME, or the database alone with CLAUDE_WORKER_DB.";

  private static final Pattern NETWORK =
      Pattern.compile(
          "nfs\\d?|cifs|smb\\w*|afs|9p|ncpfs|ceph|lustre|glusterfs|fuse\\..*(ssh|s3|glus|rclone|goof).*|webdav.*");

  private HomeFileSystem() {}

  /**
   * Asks the operating system.
   *
   * @param directory an existing directory
   * @return its file system's type, for example {@code ext4}
   * @throws IOException if it cannot be asked
   */
  public static String typeOf(Path directory) throws IOException {
    return Files.getFileStore(directory).type();
  }

  /**
   * What speaks against a file system.
   *
   * @param type its type
   * @return a clause about the home; empty if nothing does
   */
  public static Optional<String> objection(String type) {
    return NETWORK.matcher(type.toLowerCase(Locale.ROOT)).matches()
        ? Optional.of(
            "the home is on a network file system (" + type + "); the database can be damaged there")
        : Optional.empty();
  }
}
