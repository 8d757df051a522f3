package dev.claudeworker.plugin.claudecli.config;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.PluginConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a task may choose, its {@code executor_options}.
 *
 * @param permissionMode the program's permission mode
 * @param allowedTools rules of tools that may be used without asking
 * @param disallowedTools rules of tools that may not be used; they win
 * @param maxTurns how many turns it may take
 * @param onDenied what becomes of the task at a tool call that nobody has allowed
 * @param fallbackModel the models to use when the chosen one is overloaded
 * @param mcpServers MCP servers of the task
 * @param optionalMcpServers names of MCP servers it can do without
 */
public record TaskOptions(
    String permissionMode,
    List<String> allowedTools,
    List<String> disallowedTools,
    Optional<Long> maxTurns,
    OnDenied onDenied,
    Optional<String> fallbackModel,
    McpServers mcpServers,
    List<String> optionalMcpServers) {

  /** The permission mode in which nothing is asked or refused. */
  public static final String BYPASS = "bypassPermissions";

  /** Permission modes in which the program never asks: it does everything, or refuses it by itself. */
  public static final Set<String> NEVER_ASKING = Set.of(BYPASS, "dontAsk");

  /** All keys. */
  public static final ConfigSchema SCHEMA = ConfigSchema.of(
      ConfigKey.withDefault("permission_mode", ConfigType.TEXT, "acceptEdits",
          "How Claude Code treats tools that no rule names; nobody is there to be asked.")
          .oneOf("acceptEdits", "auto", BYPASS, "default", "dontAsk", "manual", "plan"),
      ConfigKey.optional("allowed_tools", ConfigType.TEXT_LIST,
          "Rules of tools that may be used, for example Bash(git log:*) or mcp__notes."),
      ConfigKey.optional("disallowed_tools", ConfigType.TEXT_LIST,
          "Rules of tools that may not be used; they win over allowed_tools."),
      ConfigKey.optional("max_turns", ConfigType.INTEGER, "How many turns an attempt may take.").between(1, 100_000),
      ConfigKey.withDefault("on_denied", ConfigType.TEXT, "warn",
          "What a tool call that nobody has allowed makes of the task: it is done (warn) or failed (fail) without it, or waits for a "
              + "person who allows it (ask).")
          .oneOf("warn", "fail", "ask"),
      ConfigKey.optional("fallback_model", ConfigType.TEXT,
          "Model, or models joined by commas, to use while the chosen one is overloaded."),
      ConfigKey.optional("mcp_servers", ConfigType.JSON,
          "MCP servers of this task: names with definitions, as under mcpServers in a Claude Code file."),
      ConfigKey.optional("optional_mcp_servers", ConfigType.TEXT_LIST,
          "Names of MCP servers without which the task may run; all others must be connected."));

  /**
   * Reads the options of a task.
   *
   * @param options values checked against {@link #SCHEMA}
   * @return the options
   * @throws dev.claudeworker.spi.WorkerException if a value has the wrong form
   */
  public static TaskOptions from(PluginConfig options) {
    return new TaskOptions(
        options.text("permission_mode").orElseThrow(),
        ToolRules.check("allowed_tools", options.texts("allowed_tools")),
        ToolRules.check("disallowed_tools", options.texts("disallowed_tools")),
        options.integer("max_turns"),
        OnDenied.of(options.text("on_denied").orElseThrow()),
        options.text("fallback_model"),
        McpServers.of(options.json("mcp_servers"), "mcp_servers"),
        options.texts("optional_mcp_servers"));
  }

  /** The same with one more rule of tools that may be used. */
  public TaskOptions allowing(String rule) {
    List<String> allowed = Stream.concat(allowedTools.stream(), Stream.of(rule)).toList();
    return new TaskOptions(permissionMode, allowed, disallowedTools, maxTurns, onDenied, fallbackModel, mcpServers,
        optionalMcpServers);
  }
}
