package dev.claudeworker.plugin.claudecli;

import dev.claudeworker.plugin.claudecli.config.ClaudeCliConfig;
import dev.claudeworker.plugin.claudecli.config.TaskOptions;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.executor.ExecutorFactory;
import dev.claudeworker.spi.executor.TaskExecutor;

/** Makes the executor {@code claude-cli}. */
public final class ClaudeCliExecutorFactory implements ExecutorFactory {

  /** The name by which tasks choose it. */
  public static final String NAME = "claude-cli";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ConfigSchema schema() {
    return ClaudeCliConfig.SCHEMA;
  }

  @Override
  public ConfigSchema optionsSchema() {
    return TaskOptions.SCHEMA;
  }

  @Override
  public TaskExecutor create(PluginConfig config, PluginContext context) {
    return new ClaudeCliExecutor(ClaudeCliConfig.from(config), context);
  }
}
