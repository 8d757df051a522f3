package dev.claudeworker.plugin.claudecli;

import dev.claudeworker.spi.executor.Readiness;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether the program is where tasks will look for it. Starts nothing. */
final class CommandReadiness {

  private CommandReadiness() {}

  static Readiness check(String command, Map<String, String> environment) {
    if (command.contains("/")) {
      return of(command, Path.of(command.startsWith("~/")
          ? System.getProperty("user.home") + command.substring(1)
          : command));
    }
    Optional<Path> found = Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(environment.getOrDefault("PATH", ""))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, command))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
    return found.map(path -> Readiness.ready(path.toString()))
        .orElseGet(() -> Readiness.notReady(
            "'" + command + "' is not on the PATH of the server.",
            "Install Claude Code (npm install -g @anthropic-ai/claude-code) or set plugins.executor-claude-cli.command."));
  }

  private static Readiness of(String command, Path path) {
    if (!Files.isRegularFile(path)) {
      return Readiness.notReady("There is no file '" + command + "'.", "Correct plugins.executor-claude-cli.command.");
    }
    return Files.isExecutable(path)
        ? Readiness.ready(path.toString())
        : Readiness.notReady("'" + command + "' may not be executed.", "Make it executable (chmod +x).");
  }
}
