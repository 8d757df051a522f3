package dev.claudeworker.spi;

import dev.claudeworker.spi.executor.ExecutorFactory;
import dev.claudeworker.spi.notify.NotifierFactory;
import dev.claudeworker.spi.storage.StorageFactory;
import dev.claudeworker.spi.tool.ToolFactory;
import java.util.List;

/**
 * The one entry point of a plugin: a bag of factories. Found by {@link java.util.ServiceLoader}, so a plugin jar carries
 * {@code META-INF/services/dev.claudeworker.spi.WorkerPlugin}.
 *
 * <p>An implementation has a public constructor without arguments that does no work: it must not start threads, open
 * files or read configuration. All of that belongs into the factories' {@code create}. Methods are called once, on one
 * thread, with the plugin's class loader as context class loader.
 */
public interface WorkerPlugin {

  /**
   * Storages this plugin offers.
   *
   * @return the factories, empty by default; names must be unique among all plugins
   */
  default List<StorageFactory> storageFactories() {
    return List.of();
  }

  /**
   * Executors this plugin offers.
   *
   * @return the factories, empty by default; names must be unique among all plugins
   */
  default List<ExecutorFactory> executorFactories() {
    return List.of();
  }

  /**
   * Notifiers this plugin offers.
   *
   * @return the factories, empty by default; names must be unique among all plugins
   */
  default List<NotifierFactory> notifierFactories() {
    return List.of();
  }

  /**
   * Sets of tools this plugin offers to agents.
   *
   * @return the factories, empty by default; names must be unique among all plugins
   */
  default List<ToolFactory> toolFactories() {
    return List.of();
  }
}
