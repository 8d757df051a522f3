package dev.claudeworker.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program as people unpack it.
 *
 * @param directory where it was unpacked
 * @param scratch where homes of measurements lie
 */
record Installation(Path directory, Path scratch) {

  Path plugins() {
    return directory.resolve("plugins");
  }

  /** A home that nothing has used yet. */
  Path freshHome(String name) throws IOException {
    return Files.createTempDirectory(scratch, name);
  }

  /** A call of the launcher with an environment of its own. */
  ProcessBuilder command(Path home, List<String> words) {
    var command = new ArrayList<String>();
    command.add(directory.resolve("bin/claude-worker").toString());
    command.addAll(words);
    var builder = new ProcessBuilder(command).directory(scratch.toFile());
    builder.environment().clear();
    builder.environment()
        .putAll(Map.of(
            "PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8", "HOME", home.toString(),
            "CLAUDE_WORKER_HOME", home.toString(), "CLAUDE_WORKER_JAVA", System.getProperty("java.home"),
            // Every home is new: caches would be made beside what is measured, and hardly be used.
            "CLAUDE_WORKER_AOT_CACHE", "off"));
    return builder;
  }
}
