package dev.claudeworker.plugins.pf4j;

import dev.claudeworker.plugins.PluginErrors;
import dev.claudeworker.plugins.PluginJar;
import dev.claudeworker.plugins.ServiceEntryPoints;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.WorkerPlugin;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pf4j.IndexedExtensionFinder;
import org.pf4j.PluginManager;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginWrapper;

/**
 * Finds a plugin's implementations of the SPI's entry point: those of its services entry, which is the preferred way, and
 * those that PF4J's own index of {@code @Extension} classes names.
 */
final class EntryPoints {

  private EntryPoints() {}

  static List<WorkerPlugin> of(PluginManager manager, PluginWrapper wrapper, PluginJar jar) {
    ClassLoader loader = wrapper.getPluginClassLoader();
    Map<Class<?>, WorkerPlugin> found = new LinkedHashMap<>();
    ServiceEntryPoints.of(loader).forEach(entryPoint -> found.putIfAbsent(entryPoint.getClass(), entryPoint));
    if (loader.getResource(IndexedExtensionFinder.EXTENSIONS_RESOURCE) != null) {
      for (var type : manager.getExtensionClasses(WorkerPlugin.class, wrapper.getPluginId())) {
        found.computeIfAbsent(type, missing -> instantiate(type));
      }
    }
    if (found.isEmpty()) {
      throw new WorkerException(
          PluginErrors.NO_DESCRIPTOR,
          "the plugin " + jar.name() + " provides nothing: no implementation of "
              + WorkerPlugin.class.getName() + " was found in " + jar.file(),
          "Add the file META-INF/services/" + WorkerPlugin.class.getName() + " that names the implementation.");
    }
    return List.copyOf(found.values());
  }

  private static WorkerPlugin instantiate(Class<? extends WorkerPlugin> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException broken) {
      Throwable cause = broken instanceof InvocationTargetException thrown ? thrown.getCause() : broken;
      throw new PluginRuntimeException(cause, "its extension {} cannot be instantiated: {}", type.getName(), cause);
    }
  }
}
