package dev.claudeworker.home;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the home directory is: {@code --home}, else {@code CLAUDE_WORKER_HOME}, else {@code ~/.claude-worker}. */
public final class HomeLocation {

  private HomeLocation() {}

  /**
   * Finds the home.
   *
   * @param flag what {@code --home} says
   * @param environment the environment of the process
   * @return its absolute path; it may not exist
   */
  public static Path of(Optional<String> flag, Map<String, String> environment) {
    Path userHome = userHome(environment);
    Optional<String> named = flag.or(() -> variable(environment, "CLAUDE_WORKER_HOME"));
    return named.map(text -> expand(text, userHome)).orElseGet(() -> userHome.resolve(".claude-worker"));
  }

  /**
   * {@code HOME} as the shell has it; where it is not set, what the system knows about the user.
   *
   * @param environment the environment of the process
   * @return its absolute path
   */
  public static Path userHome(Map<String, String> environment) {
    return Path.of(variable(environment, "HOME").orElseGet(() -> System.getProperty("user.home", "/")))
        .toAbsolutePath();
  }

  private static Path expand(String text, Path userHome) {
    boolean tilde = text.equals("~") || text.startsWith("~/");
    return tilde ? userHome.resolve(text.substring(Math.min(2, text.length()))) : Path.of(text).toAbsolutePath();
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty());
  }
}
