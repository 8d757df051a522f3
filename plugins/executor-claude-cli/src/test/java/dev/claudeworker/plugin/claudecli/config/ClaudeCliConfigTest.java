package dev.claudeworker.plugin.claudecli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.plugin.claudecli.config.ClaudeCliConfig.Limits;
import dev.claudeworker.plugin.claudecli.testing.TestConfig;
import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.JsonValue.JsonString;
import dev.claudeworker.spi.WorkerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaudeCliConfigTest {

  private static final TestConfig DEFAULTS = TestConfig.of(ClaudeCliConfig.SCHEMA);

  @Test
  void defaults() {
    assertThat(ClaudeCliConfig.from(DEFAULTS)).isEqualTo(new ClaudeCliConfig(
        "claude", Optional.empty(), Map.of(), "default",
        new Limits(Duration.ofMinutes(15), 4, Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofMinutes(10),
            1 << 20, 16 << 10, Duration.ofDays(8)),
        new McpServers(Map.of()), true, List.of(), false, false,
        "Continue where you left off. If everything is done already, give your final answer."));
  }

  @Test
  void everyKeyIsMapped() {
    JsonObject server = JsonObject.EMPTY.with("url", "http://127.0.0.1/mcp");
    TestConfig config = DEFAULTS
        .with("command", "/c")
        .with("config_dir", "/d")
        .with("environment", Map.of("A", "b"))
        .with("account", "team")
        .with("silence_timeout", "1m")
        .with("max_retries", "2")
        .with("api_timeout", "3s")
        .with("mcp_start_timeout", "4s")
        .with("mcp_tool_timeout", "5s")
        .with("max_text", "6KB")
        .with("max_log_text", "7KB")
        .with("longest_usage_wait", "2d")
        .with("mcp_servers", JsonObject.EMPTY.with("n", server))
        .with("strict_mcp", "false")
        .with("setting_sources", List.of("user"))
        .with("background_tasks", "true")
        .with("allow_bypass_permissions", "true")
        .with("resume_prompt", "go on");

    assertThat(config.values()).hasSameSizeAs(ClaudeCliConfig.SCHEMA.keys());
    assertThat(ClaudeCliConfig.from(config)).isEqualTo(new ClaudeCliConfig(
        "/c", Optional.of(Path.of("/d")), Map.of("A", "b"), "team",
        new Limits(Duration.ofMinutes(1), 2, Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(5),
            6 << 10, 7 << 10, Duration.ofDays(2)),
        new McpServers(Map.of("n", server)), false, List.of("user"), true, true, "go on"));
  }

  @Test
  void sourceOfSettingsThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> ClaudeCliConfig.from(DEFAULTS.with("setting_sources", List.of("user", "world"))))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("'world'");
  }

  @Test
  void everyKeyIsDescribed() {
    assertThat(ClaudeCliConfig.SCHEMA.keys()).extracting(ConfigKey::description).allMatch(text -> text.endsWith("."));
    assertThat(TaskOptions.SCHEMA.keys()).extracting(ConfigKey::description).allMatch(text -> text.endsWith("."));
  }

  @Test
  void mcpServersOfTheWrongFormAreRefusedWithTheirPlace() {
    assertThatThrownBy(() -> ClaudeCliConfig.from(DEFAULTS.with("mcp_servers", new JsonString("x"))))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("plugins.executor-claude-cli.mcp_servers");
  }
}
