package dev.claudeworker.worker;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.executor.TaskExecutor;

/** An executor under its name, already guarded against what its plugin may do (exceptions, class loader). */
public interface RegisteredExecutor {

  /**
   * The name by which tasks choose it.
   *
   * @return the name
   */
  String name();

  /**
   * The executor.
   *
   * @return the same one every time
   */
  TaskExecutor executor();

  /**
   * Checks options of a task against the executor's schema.
   *
   * @param given the options as they were submitted
   * @return the options with defaults
   * @throws dev.claudeworker.spi.WorkerException of category USER that names the option
   */
  PluginConfig options(JsonObject given);
}
