package dev.claudeworker.plugin.claudecli.invocation;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out whether a session exists already. The program refuses {@code --resume} for a session without a transcript and
 * {@code --session-id} for one with a transcript, so this decides between them.
 */
public final class SessionFiles {

  private SessionFiles() {}

  /**
   * Where the program keeps its configuration and transcripts.
   *
   * @param environment the environment of the program
   * @param home the home directory if the environment names none
   * @return the directory; need not exist
   */
  public static Path configDirectory(Map<String, String> environment, String home) {
    return Optional.ofNullable(environment.get("CLAUDE_CONFIG_DIR"))
        .map(Path::of)
        .orElseGet(() -> Path.of(environment.getOrDefault("HOME", home), ".claude"));
  }

  /**
   * Whether the program has a transcript of a session. It keeps one folder per working directory, named by a rule of its
   * own; looking into each of them needs no such rule.
   *
   * @param configDirectory its configuration directory
   * @param sessionId the session
   * @return true if there is one
   */
  public static boolean exist(Path configDirectory, String sessionId) {
    Path projects = configDirectory.resolve("projects");
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(projects)) {
      for (Path folder : folders) {
        if (Files.exists(folder.resolve(sessionId + ".jsonl"))) {
          return true;
        }
      }
    } catch (IOException e) {
      // no such directory, or not readable: the program will say so in its own words if it matters
    }
    return false;
  }
}
