package dev.claudeworker.cli.agents;

import dev.claudeworker.cli.client.CommandFailure;
import dev.claudeworker.cli.client.ExitCodes;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The list of Claude Code, which only its own program changes. */
final class ClaudeCodeList implements ServerList {

  private static final long PATIENCE_SECONDS = 60;

  private final Scope scope;
  private final Map<String, String> environment;
  private final Path directory;

  ClaudeCodeList(Scope scope, Map<String, String> environment, Path directory) {
    this.scope = scope;
    this.environment = environment;
    this.directory = directory;
  }

  private record Said(boolean well, String text) {}

  @Override
  public Outcome add(Registration registration) throws InterruptedException {
    Said first = claude(words(registration));
    if (first.well()) {
      return Outcome.ADDED;
    }
    if (!first.text().contains("already exists")) {
      throw refused("add", first);
    }
    // It has no way to change an entry.
    remove();
    Said again = claude(words(registration));
    if (!again.well()) {
      throw refused("add", again);
    }
    return Outcome.REPLACED;
  }

  private List<String> words(Registration registration) {
    List<String> words = new ArrayList<>(List.of("mcp", "add", "--scope", scope.word(), Registration.NAME));
    registration.environment().forEach((name, value) -> words.addAll(List.of("-e", name + "=" + value)));
    words.addAll(List.of("--", registration.command()));
    words.addAll(registration.arguments());
    return words;
  }

  @Override
  public Outcome remove() throws InterruptedException {
    Said said = claude(List.of("mcp", "remove", "--scope", scope.word(), Registration.NAME));
    if (said.well()) {
      return Outcome.REMOVED;
    }
    if (said.text().contains("No MCP server named")) {
      return Outcome.ABSENT;
    }
    throw refused("remove", said);
  }

  @Override
  public String place() {
    return "the " + scope.word() + " configuration of Claude Code";
  }

  @Override
  public Optional<String> backup() {
    return Optional.empty();
  }

  private static CommandFailure refused(String what, Said said) {
    return new CommandFailure(ExitCodes.FAILED, "'claude mcp " + what + "' failed:\n" + said.text().strip(),
        "Try it by hand; 'claude mcp " + what + " --help' explains it.");
  }

  private Said claude(List<String> words) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(program().toString()));
    command.addAll(words);
    try {
      // Into a file: a process that it leaves behind cannot hold a pipe open.
      Path said = Files.createTempFile("claude-mcp-", ".txt");
      try {
        var builder = new ProcessBuilder(command).directory(directory.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return wait(builder.start(), said);
      } finally {
        Files.deleteIfExists(said);
      }
    } catch (IOException failed) {
      throw new CommandFailure(ExitCodes.FAILED, "Claude Code cannot be started: " + failed.getMessage(),
          "Check that 'claude --version' works.");
    }
  }

  private static Said wait(Process process, Path said) throws IOException, InterruptedException {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("'claude' did not end within " + PATIENCE_SECONDS + " s");
      }
    } finally {
      process.destroyForcibly();
    }
    return new Said(process.exitValue() == 0, new String(Files.readAllBytes(said), StandardCharsets.UTF_8));
  }

  private Path program() {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of("claude", "claude.exe", "claude.cmd").map(Path.of(folder)::resolve))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .orElseThrow(() -> new CommandFailure(ExitCodes.FAILED, "there is no program 'claude' on the PATH",
            "Install Claude Code, or choose another program with --client."));
  }
}
