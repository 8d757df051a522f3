package dev.claudeworker.plugin.claudecli.invocation;

import dev.claudeworker.plugin.claudecli.config.ClaudeCliConfig;
import dev.claudeworker.plugin.claudecli.config.TaskOptions;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program's arguments. Prompts and secrets are never among them: every user of the machine can read them. */
final class CommandLine {

  /**
   * What changes from attempt to attempt.
   *
   * @param sessionId the session
   * @param resume whether it exists already
   * @param forkOf the session that it starts from as a copy, unless it exists already
   * @param model alias or full id
   * @param maxCostUsd what may still be spent
   * @param systemPrompt the file with the text to append to the system prompt
   * @param mcpConfig the file with the MCP servers
   * @param settings the file with settings beside those of the user and the project
   */
  record Run(
      String sessionId,
      boolean resume,
      Optional<String> forkOf,
      String model,
      Optional<BigDecimal> maxCostUsd,
      Optional<Path> systemPrompt,
      Optional<Path> mcpConfig,
      Optional<Path> settings) {}

  private CommandLine() {}

  static List<String> of(Run run, TaskOptions options, ClaudeCliConfig config) {
    List<String> line = new ArrayList<>(List.of(
        program(config.command()), "-p",
        "--output-format", "stream-json", "--verbose", "--include-partial-messages"));
    line.addAll(session(run));
    line.addAll(List.of(
        "--model", run.model(),
        "--permission-mode", options.permissionMode(),
        "--permission-prompts", "none"));
    if (config.strictMcp()) {
      line.add("--strict-mcp-config");
    }
    run.mcpConfig().ifPresent(file -> add(line, "--mcp-config", file.toString()));
    run.settings().ifPresent(file -> add(line, "--settings", file.toString()));
    run.systemPrompt().ifPresent(file -> add(line, "--append-system-prompt-file", file.toString()));
    run.maxCostUsd().ifPresent(cost -> add(line, "--max-budget-usd", cost.toPlainString()));
    options.maxTurns().ifPresent(turns -> add(line, "--max-turns", turns.toString()));
    options.fallbackModel().ifPresent(model -> add(line, "--fallback-model", model));
    if (!config.settingSources().isEmpty()) {
      add(line, "--setting-sources", String.join(",", config.settingSources()));
    }
    addList(line, "--allowedTools", options.allowedTools());
    addList(line, "--disallowedTools", options.disallowedTools());
    return List.copyOf(line);
  }

  private static List<String> session(Run run) {
    if (run.resume()) {
      return List.of("--resume", run.sessionId());
    }
    return run.forkOf()
        .map(other -> List.of("--resume", other, "--fork-session", "--session-id", run.sessionId()))
        .orElseGet(() -> List.of("--session-id", run.sessionId()));
  }

  /** A bare name is looked up on PATH; anything else must not depend on a working directory. */
  private static String program(String command) {
    if (command.startsWith("~/")) {
      return Path.of(System.getProperty("user.home"), command.substring(2)).toString();
    }
    return command.contains("/") ? Path.of(command).toAbsolutePath().toString() : command;
  }

  private static void add(List<String> line, String option, String value) {
    line.add(option);
    line.add(value);
  }

  private static void addList(List<String> line, String option, List<String> values) {
    if (!values.isEmpty()) {
      line.add(option);
      line.addAll(values);
    }
  }
}
