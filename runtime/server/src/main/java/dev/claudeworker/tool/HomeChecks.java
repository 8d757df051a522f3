package dev.claudeworker.tool;

import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.home.HomeFileSystem;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks at the home directory: permissions, file system, room, clock, what was left behind.
 *
 * @param home the home, existing or not
 * @param clock the clock of this machine
 */
record HomeChecks(HomeDirectory home, InstantSource clock) {

  private static final long LITTLE_BYTES = 1L << 30;
  private static final long NOTHING_BYTES = 100L << 20;
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(3);
  private static final Duration ABANDONED = Duration.ofHours(1);

  List<Check> all() throws IOException {
    if (!Files.exists(home.path())) {
      return List.of(canBeMade()
          ? Check.ok("home", home.path() + " does not exist yet; the first start makes it")
          : Check.problem("home", home.path() + " does not exist, and this user may not make it",
              "Make it as its owner, or choose another one with CLAUDE_WORKER_HOME."));
    }
    if (!Files.isDirectory(home.path()) || !Files.isWritable(home.path())) {
      return List.of(Check.problem("home", home.path() + " is no directory that this user can write to",
          "Correct its owner and mode, or choose another one with CLAUDE_WORKER_HOME."));
    }
    return List.of(permissions(), fileSystem(), room(), clockOfFiles(), leftBehind());
  }

  private boolean canBeMade() {
    Path existing = home.path();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return Files.isDirectory(existing) && Files.isWritable(existing);
  }

  private Check permissions() throws IOException {
    List<String> open = new ArrayList<>();
    for (Path path : Stream.of(home.path(), home.file("token"), home.file("signing-key"),
        home.file("config.yaml"), home.file("config.json"), home.data()).filter(Files::exists).toList()) {
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
      if (!mode.endsWith("------")) {
        open.add(path + " (" + mode + ")");
      }
    }
    return open.isEmpty() ? Check.ok("home", home.path() + ", readable by its owner alone")
        : Check.warning("home", "others can read " + String.join(", ", open),
            "Take that away: chmod -R go-rwx '" + home.path() + "'.");
  }

  private Check fileSystem() throws IOException {
    return fileSystem(HomeFileSystem.typeOf(home.path()));
  }

  static Check fileSystem(String type) {
    return HomeFileSystem.objection(type)
        .map(why -> Check.warning("file system", why, HomeFileSystem.SUGGESTION))
        .orElseGet(() -> Check.ok("file system", type));
  }

  private Check room() throws IOException {
    FileStore store = Files.getFileStore(home.path());
    return room(store.getUsableSpace());
  }

  static Check room(long bytes) {
    String free = bytes / (1 << 20) + " MB free";
    if (bytes < NOTHING_BYTES) {
      return Check.problem("disk", free, "Make room: tasks cannot be kept on a full disk.");
    }
    return bytes < LITTLE_BYTES ? Check.warning("disk", free, "Make room before long.") : Check.ok("disk", free);
  }

  private Check clockOfFiles() throws IOException {
    Path probe = Files.createTempFile(home.path(), ".clock", "");
    try {
      Duration apart = Duration.between(Files.getLastModifiedTime(probe).toInstant(), clock.instant()).abs();
      return apart.compareTo(CLOCK_TOLERANCE) > 0
          ? Check.warning("clock", "the file system's clock and this machine's are " + apart.toSeconds() + " s apart",
              "Synchronise the clocks (NTP).")
          : Check.ok("clock", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  private Check leftBehind() throws IOException {
    List<String> found = new ArrayList<>();
    Instant old = clock.instant().minus(ABANDONED);
    for (Path folder : List.of(home.path(), home.file("cache"))) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files.filter(file -> isDraft(file) && isOlder(file, old)).map(Path::toString).forEach(found::add);
        }
      }
    }
    return found.isEmpty() ? Check.ok("left behind", "nothing")
        : Check.warning("left behind", String.join(", ", found), "Something was interrupted; these can be deleted.");
  }

  private static boolean isDraft(Path file) {
    String name = Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
    return name.endsWith(".making") || name.matches("\\.(token|server|config|clock).*");
  }

  private static boolean isOlder(Path file, Instant then) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(then);
    } catch (IOException gone) {
      return false;
    }
  }
}
