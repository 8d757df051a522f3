package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A scratch folder with a home and a place to work in.
 *
 * @param folder the folder, which is deleted at the end
 */
record DemoHome(Path folder) {

  /** What would lead the demonstration's server to the user's own files. */
  private static final List<String> OF_THE_USER = List.of(
      "CLAUDE_WORKER_SERVER_URL", "CLAUDE_WORKER_DB", "CLAUDE_WORKER_LOG_DIR", "CLAUDE_WORKER_HOST",
      "CLAUDE_WORKER_PORT",
      "CLAUDE_WORKER_ACCESS_TOKEN", "CLAUDE_WORKER_MAX_WORKERS");

  private static final int DELETE_TRIES = 5;

  static DemoHome create() {
    try {
      var home = new DemoHome(Files.createTempDirectory("claude-worker-demo-"));
      Files.createDirectory(home.workplace());
      return home;
    } catch (IOException failed) {
      throw new CommandFailure(
          ExitCodes.FAILED, "no scratch folder can be made: " + failed, "Set TMPDIR to a folder with some room.");
    }
  }

  Path workplace() {
    return folder.resolve("workplace");
  }

  /** The caller's environment, pointed at this home. */
  Map<String, String> environment(Map<String, String> callers) {
    var environment = new HashMap<>(callers);
    OF_THE_USER.forEach(environment::remove);
    environment.keySet()
        .removeIf(name -> name.startsWith("CLAUDE_WORKER_STORAGE_") || name.startsWith("CLAUDE_WORKER_SERVER_H"));
    environment.put("CLAUDE_WORKER_HOME", folder.resolve("home").toString());
    // Made in the background, a start-up cache would still be growing when the home is deleted.
    environment.put("CLAUDE_WORKER_AOT_CACHE", "off");
    return environment;
  }

  /** Deletes everything; tries again, since the server's last file may only now be written. */
  void delete() {
    for (int tries = 0; tries < DELETE_TRIES && Files.exists(folder); tries++) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | UncheckedIOException stillUsed) {
        // the next try finds less
      }
    }
  }
}
