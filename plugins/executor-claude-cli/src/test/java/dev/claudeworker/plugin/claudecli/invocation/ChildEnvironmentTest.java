package dev.claudeworker.plugin.claudecli.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claudeworker.plugin.claudecli.config.ClaudeCliConfig;
import dev.claudeworker.plugin.claudecli.testing.TestConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {

  private static final Path TEMPORARY = Path.of("/attempt/tmp");
  private static final TestConfig DEFAULTS = TestConfig.of(ClaudeCliConfig.SCHEMA);

  @Test
  void defaultsBoundWhatTheProgramDoesByItself() {
    assertThat(environment(DEFAULTS, Map.of("PATH", "/bin"))).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
        Map.entry("PATH", "/bin"),
        Map.entry("TMPDIR", "/attempt/tmp"),
        Map.entry("CLAUDE_CODE_MAX_RETRIES", "4"),
        Map.entry("API_TIMEOUT_MS", "300000"),
        Map.entry("MCP_TIMEOUT", "10000"),
        Map.entry("MCP_TOOL_TIMEOUT", "600000"),
        Map.entry("CLAUDE_CODE_DISABLE_BACKGROUND_TASKS", "1"),
        Map.entry("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1"),
        Map.entry("DISABLE_TELEMETRY", "1"),
        Map.entry("DISABLE_AUTOUPDATER", "1"),
        Map.entry("DISABLE_ERROR_REPORTING", "1")));
  }

  @Test
  void variablesOfTheServerWinOverDefaultsAndConfiguredOnesOverBoth() {
    TestConfig config = DEFAULTS.with("environment", Map.of("API_TIMEOUT_MS", "3", "MCP_TIMEOUT", ""));

    assertThat(environment(config, Map.of("API_TIMEOUT_MS", "2", "CLAUDE_CODE_MAX_RETRIES", "7")))
        .containsEntry("API_TIMEOUT_MS", "3")
        .containsEntry("CLAUDE_CODE_MAX_RETRIES", "7")
        .doesNotContainKey("MCP_TIMEOUT");
  }

  @Test
  void traceOfASessionAroundTheServerIsRemoved() {
    assertThat(environment(DEFAULTS, Map.of("CLAUDECODE", "1", "CLAUDE_CODE_SESSION_ID", "x", "CLAUDE_PID", "5",
        "CLAUDE_CODE_MESSAGING_TOKEN", "t", "CLAUDE_CODE_OAUTH_TOKEN", "keep")))
        .doesNotContainKeys("CLAUDECODE", "CLAUDE_CODE_SESSION_ID", "CLAUDE_PID", "CLAUDE_CODE_MESSAGING_TOKEN")
        .containsEntry("CLAUDE_CODE_OAUTH_TOKEN", "keep");
  }

  @Test
  void configurationDirectoryAndBackgroundTasksCanBeChosen() {
    TestConfig config = DEFAULTS.with("config_dir", "/team/claude").with("background_tasks", "true");

    assertThat(environment(config, Map.of("CLAUDE_CONFIG_DIR", "/home/me")))
        .containsEntry("CLAUDE_CONFIG_DIR", "/team/claude")
        .doesNotContainKey("CLAUDE_CODE_DISABLE_BACKGROUND_TASKS");
  }

  private static Map<String, String> environment(TestConfig config, Map<String, String> handedOver) {
    return ChildEnvironment.of(handedOver, ClaudeCliConfig.from(config), TEMPORARY, Optional.empty());
  }
}
