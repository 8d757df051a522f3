package dev.claudeworker.spi.testkit.executor;

import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.task.TaskSpec;
import java.util.Map;

/**
 * A task for one attempt of a contract test.
 *
 * @param spec the task
 * @param options its options, checked
 * @param environment what the child needs
 */
public record AttemptWork(TaskSpec spec, PluginConfig options, Map<String, String> environment) {

  /** Copies the map. */
  public AttemptWork {
    environment = Map.copyOf(environment);
  }
}
