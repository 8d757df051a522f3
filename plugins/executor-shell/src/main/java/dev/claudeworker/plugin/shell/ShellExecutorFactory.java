package dev.claudeworker.plugin.shell;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.executor.ExecutorFactory;
import dev.claudeworker.spi.executor.TaskExecutor;
import java.util.Set;

/** Makes the executor {@code shell}. */
public final class ShellExecutorFactory implements ExecutorFactory {

  /** The name by which tasks choose it. */
  public static final String NAME = "shell";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ConfigSchema schema() {
    return ShellConfig.SCHEMA;
  }

  @Override
  public ConfigSchema optionsSchema() {
    return ShellOptions.SCHEMA;
  }

  @Override
  public Set<String> furtherNames(PluginConfig config) {
    return ShellConfig.from(config).commands().keySet();
  }

  @Override
  public TaskExecutor createFurther(String name, PluginConfig config, PluginContext context) {
    ShellConfig shell = ShellConfig.from(config);
    NamedCommand command = shell.commands().get(name);
    if (command == null) {
      throw new IllegalArgumentException("no command is named " + name);
    }
    return new NamedCommandExecutor(command, shell, context.json());
  }

  @Override
  public TaskExecutor create(PluginConfig config, PluginContext context) {
    return new ShellExecutor(ShellConfig.from(config));
  }
}
