package dev.claudeworker.plugin.claudecli.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.claudecli.config.ClaudeCliConfig;
import dev.claudeworker.plugin.claudecli.config.TaskOptions;
import dev.claudeworker.plugin.claudecli.testing.TestConfig;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  private static final TestConfig CONFIG = TestConfig.of(ClaudeCliConfig.SCHEMA);
  private static final TestConfig OPTIONS = TestConfig.of(TaskOptions.SCHEMA);
  private static final CommandLine.Run RUN =
      new CommandLine.Run("id", false, Optional.empty(), "sonnet", Optional.empty(), Optional.empty(),
          Optional.empty(), Optional.empty());

  @Test
  void plainTaskIsCalledLikeThis() {
    assertThat(line(RUN, OPTIONS, CONFIG)).containsExactly(
        "claude", "-p", "--output-format", "stream-json", "--verbose", "--include-partial-messages",
        "--session-id", "id", "--model", "sonnet", "--permission-mode", "acceptEdits", "--permission-prompts", "none",
        "--strict-mcp-config");
  }

  @Test
  void everythingThatCanBeSetIsPassedOn() {
    CommandLine.Run run = new CommandLine.Run(
        "id", true, Optional.of("other"), "opus", Optional.of(new BigDecimal("1E+1")), Optional.of(Path.of("/s.txt")),
        Optional.of(Path.of("/m.json")), Optional.of(Path.of("/settings.json")));
    TestConfig options = OPTIONS.with("permission_mode", "dontAsk")
        .with("max_turns", "7")
        .with("fallback_model", "sonnet,haiku")
        .with("allowed_tools", List.of("Edit", "Bash(git log:*)"))
        .with("disallowed_tools", List.of("WebFetch"));
    TestConfig config = CONFIG.with("strict_mcp", "false").with("setting_sources", List.of("user", "project"));

    assertThat(line(run, options, config)).containsExactly(
        "claude", "-p", "--output-format", "stream-json", "--verbose", "--include-partial-messages",
        "--resume", "id", "--model", "opus", "--permission-mode", "dontAsk", "--permission-prompts", "none",
        "--mcp-config", "/m.json", "--settings", "/settings.json", "--append-system-prompt-file", "/s.txt",
        "--max-budget-usd", "10",
        "--max-turns", "7", "--fallback-model", "sonnet,haiku", "--setting-sources", "user,project",
        "--allowedTools", "Edit", "Bash(git log:*)", "--disallowedTools", "WebFetch");
  }

  @Test
  void aForkCopiesTheOtherSessionIntoOneOfItsOwn() {
    CommandLine.Run fork = new CommandLine.Run(
        "id", false, Optional.of("other"), "sonnet", Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty());

    assertThat(line(fork, OPTIONS, CONFIG)).containsSubsequence(
        "--resume", "other", "--fork-session", "--session-id", "id", "--model", "sonnet");
  }

  @ParameterizedTest
  @CsvSource({"claude,claude", "/opt/claude,/opt/claude"})
  void nameIsLookedUpAndPathIsTaken(String command, String program) {
    assertThat(line(RUN, OPTIONS, CONFIG.with("command", command)).getFirst()).isEqualTo(program);
  }

  @Test
  void homeIsExpandedInAPath() {
    assertThat(line(RUN, OPTIONS, CONFIG.with("command", "~/bin/claude")).getFirst())
        .isEqualTo(System.getProperty("user.home") + "/bin/claude");
  }

  private static List<String> line(CommandLine.Run run, TestConfig options, TestConfig config) {
    return CommandLine.of(run, TaskOptions.from(options), ClaudeCliConfig.from(config));
  }
}
