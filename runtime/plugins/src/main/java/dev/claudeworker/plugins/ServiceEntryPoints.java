package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerPlugin;
import java.util.List;
import java.util.ServiceLoader;

/** Finds a plugin's entry points by its own services entry, the preferred way in every container. */
public final class ServiceEntryPoints {

  private ServiceEntryPoints() {}

  /**
   * The entry points whose classes a loader has itself; what its parents offer belongs to others.
   *
   * @param loader the plugin's loader
   * @return the entry points
   * @throws java.util.ServiceConfigurationError if one cannot be made
   */
  public static List<WorkerPlugin> of(ClassLoader loader) {
    return ServiceLoader.load(WorkerPlugin.class, loader)
        .stream()
        .filter(provider -> loader.equals(provider.type().getClassLoader()))
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
