package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerPlugin;
import java.util.List;
import java.util.Set;

/** A plugin that its container has started. */
public interface LoadedPlugin {

  /** Its jar. */
  PluginJar jar();

  /** Its implementations of the SPI's entry point; for a bundle they may change while it runs. */
  List<WorkerPlugin> entryPoints();

  /** The loader of its classes. */
  ClassLoader classLoader();

  /** Names of the plugins whose classes it uses; they must not go before it. */
  Set<String> dependsOn();

  /** Makes room for another plugin of the same name, while this one goes on working until it is unloaded. */
  void detach();

  /** Takes that room again: the other one is gone, and this one goes on as before. */
  void attach();

  /** Stops it and closes its class loader. Never throws; a second call does nothing. */
  void unload();
}
