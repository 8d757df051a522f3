package dev.claudeworker.plugin.claudecli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claudeworker.plugin.claudecli.testing.TestConfig;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.WorkerException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskOptionsTest {

  private static final TestConfig DEFAULTS = TestConfig.of(TaskOptions.SCHEMA);

  @Test
  void defaults() {
    assertThat(TaskOptions.from(DEFAULTS)).isEqualTo(new TaskOptions(
        "acceptEdits", List.of(), List.of(), Optional.empty(), OnDenied.WARN, Optional.empty(),
        new McpServers(Map.of()),
        List.of()));
  }

  @Test
  void everyOptionIsMapped() {
    JsonObject server = JsonObject.EMPTY.with("command", "x");
    TestConfig options = DEFAULTS
        .with("permission_mode", "plan")
        .with("allowed_tools", List.of("Edit"))
        .with("disallowed_tools", List.of("Bash"))
        .with("max_turns", "3")
        .with("on_denied", "fail")
        .with("fallback_model", "haiku")
        .with("mcp_servers", JsonObject.EMPTY.with("mcpServers", JsonObject.EMPTY.with("n", server)))
        .with("optional_mcp_servers", List.of("n"));

    assertThat(options.values()).hasSameSizeAs(TaskOptions.SCHEMA.keys());
    assertThat(TaskOptions.from(options)).isEqualTo(new TaskOptions(
        "plan", List.of("Edit"), List.of("Bash"), Optional.of(3L), OnDenied.FAIL, Optional.of("haiku"),
        new McpServers(Map.of("n", server)), List.of("n")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Edit", "Bash(git log:*)", "mcp__notes", "mcp__notes__*", "Read(//etc/**)", "*"})
  void ruleOfAToolIsTaken(String rule) {
    assertThat(TaskOptions.from(DEFAULTS.with("allowed_tools", List.of(rule))).allowedTools()).containsExactly(rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--dangerously-skip-permissions", "-p", "Bash(", "Bash(a\nb)", "two words", "a;b"})
  void textThatIsNoRuleIsRefused(String rule) {
    assertThatThrownBy(() -> TaskOptions.from(DEFAULTS.with("disallowed_tools", List.of(rule))))
        .isInstanceOfSatisfying(WorkerException.class, failure -> {
          assertThat(failure).hasMessageContaining("'" + rule + "' in disallowed_tools");
          assertThat(failure.suggestion()).contains("Bash(git log:*)");
        });
  }

  @Test
  void definitionWithoutCommandOrUrlIsRefused() {
    assertThatThrownBy(
        () -> TaskOptions.from(DEFAULTS.with("mcp_servers", JsonObject.EMPTY.with("n", JsonObject.EMPTY))))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("mcp_servers.n has neither 'command' nor 'url'");
  }

  @Test
  void nameThatIsNoneIsRefused() {
    JsonObject server = JsonObject.EMPTY.with("command", "x");
    assertThatThrownBy(() -> TaskOptions.from(DEFAULTS.with("mcp_servers", JsonObject.EMPTY.with("a b", server))))
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("'a b'");
  }
}
