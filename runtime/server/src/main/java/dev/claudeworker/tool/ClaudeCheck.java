package dev.claudeworker.tool;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Looks for the real program and for a sign that it is logged in. Costs nothing: it asks for the version only.
 *
 * @param command its name or path, as configured
 * @param configDirectory where it keeps its own files
 * @param environment the environment of this process
 */
record ClaudeCheck(String command, Path configDirectory, Map<String, String> environment) {

  private static final int PATIENCE_SECONDS = 10;
  private static final int MAX_ANSWER_BYTES = 4096;

  /** Variables that log it in. */
  private static final List<String> CREDENTIALS =
      List.of("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN",
          "CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX");

  List<Check> all() throws IOException {
    Optional<Path> program = find();
    if (program.isEmpty()) {
      return List.of(Check.problem("claude", "'" + command + "' is not on the PATH",
          "Install Claude Code, or set plugins.executor-claude-cli.command. Shell tasks work without it."));
    }
    return List.of(version(program.get()), login());
  }

  private Optional<Path> find() {
    if (command.contains("/")) {
      return Optional.of(Path.of(command)).filter(Files::isExecutable);
    }
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(environment.getOrDefault("PATH", ""))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, command))
        .filter(file -> Files.isExecutable(file) && Files.isRegularFile(file))
        .findFirst();
  }

  private Check version(Path program) throws IOException {
    Process process = new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true)
        .redirectInput(new File("/dev/null"))
        .start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return Check.problem("claude", program + " does not tell its version within " + PATIENCE_SECONDS + " s",
            "Call '" + program + " --version' yourself to see why.");
      }
      String said = new String(process.getInputStream().readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8).strip();
      return process.exitValue() == 0 ? Check.ok("claude", said + " at " + program)
          : Check.problem("claude", program + " --version failed: " + said, "Install Claude Code again.");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Check.problem("claude", "interrupted", "");
    } finally {
      process.destroyForcibly();
    }
  }

  private Check login() {
    Optional<String> variable =
        CREDENTIALS.stream().filter(name -> !environment.getOrDefault(name, "").isEmpty()).findFirst();
    if (variable.isPresent()) {
      return Check.ok("login", "by the variable " + variable.get());
    }
    Path credentials = configDirectory.resolve(".credentials.json");
    return Files.isReadable(credentials) ? Check.ok("login", "by " + credentials)
        : Check.warning("login", "no sign that claude is logged in (no " + credentials + ", no key in the environment)",
            "Start 'claude' and log in. On a Mac the login is in the key chain and cannot be seen from here.");
  }
}
