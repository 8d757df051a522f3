package dev.claudeworker.spi.executor;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import java.util.Set;

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

  /**
   * Names of further executors that the configuration asks for. They share plugin, configuration and options schema with this one.
   * Asked once, when the configuration is read.
   *
   * @param config checked configuration
   * @return names as {@link #name} would give them, without that one; none (the default) if there is one executor only
   * @throws dev.claudeworker.spi.WorkerException if the configuration is wrong where its schema does not look
   */
  default Set<String> furtherNames(PluginConfig config) {
    return Set.of();
  }

  /**
   * Makes one of the further executors. Must not start anything long-lived.
   *
   * @param name one of {@link #furtherNames}
   * @param config checked configuration
   * @param context what the runtime lends
   * @return the executor
   * @throws dev.claudeworker.spi.WorkerException if it cannot work with this configuration
   */
  default TaskExecutor createFurther(String name, PluginConfig config, PluginContext context) {
    throw new UnsupportedOperationException("there is no further executor " + name);
  }
}
