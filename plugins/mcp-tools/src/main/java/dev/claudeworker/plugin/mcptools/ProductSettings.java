package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.PluginConfig;
import java.time.Duration;

/**
 * What can be set about the tools.
 *
 * @param strict whether tasks of agents are held against the guard rails
 * @param minPrompt shortest prompt under the guard rails, in characters
 * @param maxWait longest wait for a task in one call
 * @param maxGroups most groups that are staged at once
 * @param aliases whether the tools can also be called by the names of another system
 */
record ProductSettings(boolean strict, int minPrompt, Duration maxWait, int maxGroups, boolean aliases) {

  private static final long HOUR_MILLIS = 3_600_000;

  private static final ConfigKey STRICT = ConfigKey.withDefault("strict", ConfigType.BOOLEAN, "false",
      "Guard rails: a prompt has a least length, and its directory must exist.");
  private static final ConfigKey MIN_PROMPT = ConfigKey.withDefault("min_prompt", ConfigType.INTEGER, "150",
      "Shortest prompt under the guard rails, in characters.").between(1, 10_000);
  private static final ConfigKey MAX_WAIT = ConfigKey.withDefault("max_wait", ConfigType.DURATION, "5m",
      "Longest wait for a task in one call; then it says that the task still runs.").between(1_000, HOUR_MILLIS);
  private static final ConfigKey MAX_GROUPS = ConfigKey.withDefault("max_groups", ConfigType.INTEGER, "100",
      "Most groups of tasks that are staged at once.").between(1, 10_000);
  private static final ConfigKey ALIASES = ConfigKey.withDefault("aliases", ConfigType.BOOLEAN, "false",
      "Also offer DelegateTask, TaskStatus, TaskLogs, CancelTask, RetryTask and ResumeTask.");

  static final ConfigSchema SCHEMA = ConfigSchema.of(STRICT, MIN_PROMPT, MAX_WAIT, MAX_GROUPS, ALIASES);

  static ProductSettings of(PluginConfig config) {
    return new ProductSettings(
        config.bool(STRICT.name()).orElseThrow(),
        Math.toIntExact(config.integer(MIN_PROMPT.name()).orElseThrow()),
        config.duration(MAX_WAIT.name()).orElseThrow(),
        Math.toIntExact(config.integer(MAX_GROUPS.name()).orElseThrow()),
        config.bool(ALIASES.name()).orElseThrow());
  }
}
