package dev.claudeworker.cli.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The directory in which a user's claude-worker keeps its files.
 *
 * @param directory {@code CLAUDE_WORKER_HOME} or {@code ~/.claude-worker}; may not exist yet
 */
public record Home(Path directory) {

  private static final String DEFAULT_NAME = ".claude-worker";

  /**
   * Finds the home.
   *
   * @param environment the environment of this process
   * @return the home
   */
  public static Home of(Map<String, String> environment) {
    String chosen = environment.getOrDefault("CLAUDE_WORKER_HOME", "");
    String userHome = environment.getOrDefault("HOME", "");
    // HOME first, as the shell understands ~; Java would ask the password database.
    Path user = Path.of(userHome.isEmpty() ? System.getProperty("user.home") : userHome);
    Path directory = chosen.isEmpty() ? user.resolve(DEFAULT_NAME)
        : chosen.equals("~") || chosen.startsWith("~/") ? user.resolve(chosen.substring(Math.min(2, chosen.length())))
            : Path.of(chosen);
    return new Home(directory.toAbsolutePath().normalize());
  }

  /** A file in it. */
  public Path file(String name) {
    return directory.resolve(name);
  }

  /** What the running server, or one that was killed, wrote about itself. */
  public Optional<ServerRecord> serverRecord() {
    return text("server.json").flatMap(ServerRecord::parse);
  }

  /** The access token that the server made. */
  public Optional<String> token() {
    return text("token").map(String::strip).filter(token -> !token.isEmpty());
  }

  private Optional<String> text(String name) {
    Path file = file(name);
    try {
      return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException unreadable) {
      if (Files.exists(directory) && !Files.isDirectory(directory)) {
        throw new CommandFailure(
            ExitCodes.FAILED, "the home " + directory + " cannot be used: it is no directory",
            "Choose another one with CLAUDE_WORKER_HOME.");
      }
      throw new CommandFailure(
          ExitCodes.NOT_ALLOWED,
          "the file " + file + " cannot be read: " + FileTrouble.reason(unreadable),
          "Check CLAUDE_WORKER_HOME and who owns it; claude-worker's files belong to the user who started the server.");
    }
  }
}
