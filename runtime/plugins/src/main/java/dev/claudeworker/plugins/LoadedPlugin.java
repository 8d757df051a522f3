package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerPlugin;
import java.util.List;

/**
 * A plugin that is running.
 *
 * @param jar its file
 * @param entryPoints its implementations of the SPI's entry point, at least one
 * @param classLoader the loader of its classes
 * @param unload stops it and closes its class loader; never throws
 */
public record LoadedPlugin(
    PluginJar jar, List<WorkerPlugin> entryPoints, ClassLoader classLoader, Runnable unload) {

  /** Copies the list. */
  public LoadedPlugin {
    entryPoints = List.copyOf(entryPoints);
  }
}
