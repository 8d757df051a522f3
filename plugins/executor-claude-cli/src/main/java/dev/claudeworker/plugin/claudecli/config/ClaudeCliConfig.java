package dev.claudeworker.plugin.claudecli.config;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.WorkerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The executor's own configuration, {@code plugins.executor-claude-cli.*}.
 *
 * @param command the program: a name looked up on PATH or a path
 * @param configDir a configuration directory of Claude Code apart from the user's own
 * @param environment variables for the program; an empty value removes one
 * @param account a name for the login that is used: usage limits hold back all tasks of one account
 * @param limits how long and how much
 * @param mcpServers MCP servers for every task
 * @param strictMcp whether the MCP servers of the user's own configuration stay out
 * @param settingSources which settings files the program reads; empty = all it knows
 * @param backgroundTasks whether the program may leave commands running behind an answer
 * @param allowBypass whether tasks may ask for {@code bypassPermissions}
 * @param resumePrompt what is said to a session that goes on
 */
public record ClaudeCliConfig(
    String command,
    Optional<Path> configDir,
    Map<String, String> environment,
    String account,
    Limits limits,
    McpServers mcpServers,
    boolean strictMcp,
    List<String> settingSources,
    boolean backgroundTasks,
    boolean allowBypass,
    String resumePrompt) {

  /**
   * How long and how much.
   *
   * @param silence how long the program may print nothing
   * @param maxRetries how often it sends a failed request again by itself
   * @param apiTimeout how long one request may take
   * @param mcpStart how long it waits for MCP servers at the start
   * @param mcpTool how long a call of an MCP tool may take
   * @param maxTextBytes how much of a long text (final answer, tool output) is kept
   * @param maxLogTextBytes how much of a text goes into the detailed log
   * @param longestUsageWait an end of a usage limit later than this is not believed
   */
  public record Limits(
      Duration silence,
      int maxRetries,
      Duration apiTimeout,
      Duration mcpStart,
      Duration mcpTool,
      int maxTextBytes,
      int maxLogTextBytes,
      Duration longestUsageWait) {}

  private static final List<String> SETTING_SOURCES = List.of("user", "project", "local");

  /** All keys. */
  public static final ConfigSchema SCHEMA = ConfigSchema.of(
      ConfigKey.withDefault("command", ConfigType.TEXT, "claude",
          "The Claude Code program: a name looked up on the PATH of the task, or a path."),
      ConfigKey.optional("config_dir", ConfigType.PATH,
          "Configuration directory (CLAUDE_CONFIG_DIR) with its own login; default: the user's own."),
      ConfigKey.optional("environment", ConfigType.TEXT_MAP,
          "More variables for Claude Code; they win over the server's, and an empty value removes one."),
      ConfigKey.withDefault("account", ConfigType.TEXT, "default",
          "A name for the login that is used. A usage limit holds back all tasks of the same account."),
      ConfigKey.withDefault("silence_timeout", ConfigType.DURATION, "15m",
          "How long the program may print nothing before it is ended and resumed; 0 = for ever.")
          .between(0, Duration.ofDays(1).toMillis()),
      ConfigKey.withDefault("max_retries", ConfigType.INTEGER, "4",
          "How often the program sends a failed request again by itself.").between(0, 15),
      ConfigKey.withDefault("api_timeout", ConfigType.DURATION, "5m", "How long one request to the API may take.")
          .between(1000, Duration.ofHours(1).toMillis()),
      ConfigKey.withDefault("mcp_start_timeout", ConfigType.DURATION, "10s",
          "How long the program waits for its MCP servers at the start.")
          .between(100, Duration.ofMinutes(10).toMillis()),
      ConfigKey.withDefault("mcp_tool_timeout", ConfigType.DURATION, "10m",
          "How long one call of an MCP tool may take.").between(1000, Duration.ofDays(1).toMillis()),
      ConfigKey.withDefault("max_text", ConfigType.SIZE, "1MB",
          "How much of a long text is kept, above all of the final answer.").between(1024, 64L << 20),
      ConfigKey.withDefault("max_log_text", ConfigType.SIZE, "16KB",
          "How much of a text goes into the detailed log of a task.").between(80, 1L << 20),
      ConfigKey.withDefault("longest_usage_wait", ConfigType.DURATION, "8d",
          "An end of a usage limit later than this is not believed; growing pauses are made instead.")
          .between(Duration.ofMinutes(1).toMillis(), Duration.ofDays(60).toMillis()),
      ConfigKey.optional("mcp_servers", ConfigType.JSON,
          "MCP servers for every task: names with definitions, as under mcpServers in a Claude Code file."),
      ConfigKey.withDefault("strict_mcp", ConfigType.BOOLEAN, "true",
          "Whether tasks see the MCP servers named here and in the task alone, not the user's own."),
      ConfigKey.optional("setting_sources", ConfigType.TEXT_LIST,
          "Which settings files are read, of user, project, local; default: all."),
      ConfigKey.withDefault("background_tasks", ConfigType.BOOLEAN, "false",
          "Whether the program may leave commands running behind an answer and come back to them."),
      ConfigKey.withDefault("allow_bypass_permissions", ConfigType.BOOLEAN, "false",
          "Whether tasks may use the permission mode bypassPermissions."),
      ConfigKey.withDefault("resume_prompt", ConfigType.TEXT,
          "Continue where you left off. If everything is done already, give your final answer.",
          "What is said to a session that goes on after an interruption."));

  /**
   * Reads the configuration.
   *
   * @param config values checked against {@link #SCHEMA}
   * @return the configuration
   * @throws dev.claudeworker.spi.WorkerException if a value has the wrong form
   */
  public static ClaudeCliConfig from(PluginConfig config) {
    return new ClaudeCliConfig(
        text(config, "command"),
        config.path("config_dir"),
        config.textMap("environment"),
        text(config, "account"),
        limits(config),
        McpServers.of(config.json("mcp_servers"), "plugins.executor-claude-cli.mcp_servers"),
        config.bool("strict_mcp").orElseThrow(),
        settingSources(config.texts("setting_sources")),
        config.bool("background_tasks").orElseThrow(),
        config.bool("allow_bypass_permissions").orElseThrow(),
        text(config, "resume_prompt"));
  }

  private static Limits limits(PluginConfig config) {
    return new Limits(
        duration(config, "silence_timeout"),
        config.integer("max_retries").orElseThrow().intValue(),
        duration(config, "api_timeout"),
        duration(config, "mcp_start_timeout"),
        duration(config, "mcp_tool_timeout"),
        config.sizeBytes("max_text").orElseThrow().intValue(),
        config.sizeBytes("max_log_text").orElseThrow().intValue(),
        duration(config, "longest_usage_wait"));
  }

  private static List<String> settingSources(List<String> sources) {
    sources.stream().filter(source -> !SETTING_SOURCES.contains(source)).findFirst().ifPresent(wrong -> {
      throw new WorkerException(
          ErrorCode.configuration("invalid_setting_source"),
          "'" + wrong + "' in plugins.executor-claude-cli.setting_sources is no source of settings.",
          "Use some of " + String.join(", ", SETTING_SOURCES) + ".");
    });
    return sources;
  }

  private static String text(PluginConfig config, String key) {
    return config.text(key).orElseThrow();
  }

  private static Duration duration(PluginConfig config, String key) {
    return config.duration(key).orElseThrow();
  }
}
