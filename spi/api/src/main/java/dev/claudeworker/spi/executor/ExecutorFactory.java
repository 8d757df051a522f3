package dev.claudeworker.spi.executor;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;

/** Makes one kind of executor. */
public interface ExecutorFactory {

  /**
   * The name by which tasks choose it.
   *
   * @return lower case letters, digits and '-'
   */
  String name();

  /**
   * The keys of its configuration.
   *
   * @return the schema
   */
  ConfigSchema schema();

  /**
   * The keys of {@code executor_options} of a task. The runtime checks every submission against it.
   *
   * @return the schema
   */
  ConfigSchema optionsSchema();

  /**
   * Makes the executor. Must not start anything long-lived.
   *
   * @param config checked configuration
   * @param context what the runtime lends
   * @return the executor
   * @throws dev.claudeworker.spi.WorkerException if it cannot work with this configuration
   */
  TaskExecutor create(PluginConfig config, PluginContext context);
}
