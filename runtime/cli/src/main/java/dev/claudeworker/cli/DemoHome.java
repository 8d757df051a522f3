package dev.claudeworker.cli;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import dev.claudeworker.cli.client.FileTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A scratch folder with a home and a place to work in.
 *
 * @param folder the folder, which is deleted at the end
 */
record DemoHome(Path folder) {

  private static final String OURS = "CLAUDE_WORKER_";

  /** What the programs need, and whether they may be heard. Any other variable could lead to the user's own files and server. */
  private static final Set<String> KEPT = Set.of(
      "CLAUDE_WORKER_COMMAND",
      "CLAUDE_WORKER_ENABLE_SOUNDS",
      "CLAUDE_WORKER_INSTALL_DIR",
      "CLAUDE_WORKER_JAVA",
      "CLAUDE_WORKER_LAUNCHER",
      "CLAUDE_WORKER_SERVER_JAVA_OPTS");

  private static final int DELETE_TRIES = 5;

  static DemoHome create() {
    try {
      var home = new DemoHome(Files.createTempDirectory("claude-worker-demo-"));
      Files.createDirectory(home.workplace());
      return home;
    } catch (IOException failed) {
      throw new CommandFailure(
          ExitCodes.FAILED, "no scratch folder can be made: " + FileTrouble.reason(failed),
          "Set TMPDIR to a folder with some room.");
    }
  }

  Path workplace() {
    return folder.resolve("workplace");
  }

  /** The caller's environment, pointed at this home. */
  Map<String, String> environment(Map<String, String> callers) {
    var environment = new HashMap<>(callers);
    environment.keySet().removeIf(name -> name.startsWith(OURS) && !KEPT.contains(name));
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
