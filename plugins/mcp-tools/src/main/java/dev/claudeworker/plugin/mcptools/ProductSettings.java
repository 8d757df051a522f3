package dev.claudeworker.plugin.mcptools;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.PluginConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What can be set about the tools.
 *
 * @param strict whether tasks of agents are held against the guard rails
 * @param minPrompt shortest prompt under the guard rails, in characters
 * @param models models that tasks may use under the guard rails; none = any
 * @param directories directories in or below which tasks may work under the guard rails; none = any
 * @param maxWait longest wait for a task in one call
 * @param maxGroups most groups that are staged at once
 * @param aliases whether the tools can also be called by the names of another system
 */
record ProductSettings(boolean strict, int minPrompt, List<String> models, List<Path> directories,
    Duration maxWait, int maxGroups, boolean aliases) {

  private static final long HOUR_MILLIS = 3_600_000;

  private static final ConfigKey STRICT = ConfigKey.withDefault("strict", ConfigType.BOOLEAN, "false",
      "Guard rails for tasks that agents create: a prompt has a least length, its directory must exist, and both model and "
          + "directory must be among the allowed ones.");
  private static final ConfigKey MIN_PROMPT = ConfigKey.withDefault("min_prompt", ConfigType.INTEGER, "150",
      "Shortest prompt under the guard rails, in characters.").between(1, 10_000);
  private static final ConfigKey MODELS = ConfigKey.optional("allowed_models", ConfigType.TEXT_LIST,
      "Models that tasks may use under the guard rails; any unless given.");
  private static final ConfigKey DIRECTORIES = ConfigKey.optional("allowed_directories", ConfigType.TEXT_LIST,
      "Directories in or below which tasks may work under the guard rails, links followed; any unless given.");
  private static final ConfigKey MAX_WAIT = ConfigKey.withDefault("max_wait", ConfigType.DURATION, "5m",
      "Longest wait for a task in one call; then it says that the task still runs.").between(1_000, HOUR_MILLIS);
  private static final ConfigKey MAX_GROUPS = ConfigKey.withDefault("max_groups", ConfigType.INTEGER, "100",
      "Most groups of tasks that are staged at once.").between(1, 10_000);
  private static final ConfigKey ALIASES = ConfigKey.withDefault("aliases", ConfigType.BOOLEAN, "false",
      "Also offer DelegateTask, TaskStatus, TaskLogs, CancelTask, RetryTask and ResumeTask.");

  static final ConfigSchema SCHEMA =
      ConfigSchema.of(STRICT, MIN_PROMPT, MODELS, DIRECTORIES, MAX_WAIT, MAX_GROUPS, ALIASES);

  static ProductSettings of(PluginConfig config) {
    return new ProductSettings(
        config.bool(STRICT.name()).orElseThrow(),
        Math.toIntExact(config.integer(MIN_PROMPT.name()).orElseThrow()),
        config.texts(MODELS.name()),
        config.texts(DIRECTORIES.name()).stream().map(Path::of).toList(),
        config.duration(MAX_WAIT.name()).orElseThrow(),
        Math.toIntExact(config.integer(MAX_GROUPS.name()).orElseThrow()),
        config.bool(ALIASES.name()).orElseThrow());
  }
}
