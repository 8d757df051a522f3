package dev.claudeworker.plugins.serviceloader;

import dev.claudeworker.plugins.LoadedPlugin;
import dev.claudeworker.plugins.PluginContainer;
import dev.claudeworker.plugins.PluginErrors;
import dev.claudeworker.plugins.PluginFailures;
import dev.claudeworker.plugins.PluginGuard;
import dev.claudeworker.plugins.PluginJar;
import dev.claudeworker.plugins.PluginKind;
import dev.claudeworker.plugins.ServiceEntryPoints;
import dev.claudeworker.plugins.SpiWall;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.WorkerPlugin;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs plain jars: no life cycle, only entry points. */
public final class ServiceLoaderContainer implements PluginContainer {

  private static final Logger log = LoggerFactory.getLogger(ServiceLoaderContainer.class);

  private final SpiWall wall;

  /**
   * Creates a container.
   *
   * @param runtime the class loader that has the SPI and slf4j
   */
  public ServiceLoaderContainer(ClassLoader runtime) {
    this.wall = new SpiWall(runtime);
  }

  @Override
  public Set<PluginKind> kinds() {
    return Set.of(PluginKind.SERVICE_LOADER);
  }

  @Override
  public LoadedPlugin load(PluginJar jar) {
    var loader = new URLClassLoader(jar.name(), new URL[] {url(jar)}, wall);
    try {
      List<WorkerPlugin> entryPoints =
          new PluginGuard(jar.name(), loader).call("to load", () -> entryPoints(jar, loader));
      return new Plain(jar, entryPoints, loader);
    } catch (RuntimeException | Error broken) {
      close(jar.name(), loader);
      throw broken;
    }
  }

  private static List<WorkerPlugin> entryPoints(PluginJar jar, ClassLoader loader) {
    List<WorkerPlugin> found = ServiceEntryPoints.of(loader);
    if (found.isEmpty()) {
      throw new WorkerException(
          PluginErrors.NO_DESCRIPTOR,
          "the plugin " + jar.name() + " provides nothing: its services entry in " + jar.file() + " names no class",
          "Write the name of its implementation of WorkerPlugin into META-INF/services/" + WorkerPlugin.class.getName()
              + ".");
    }
    return found;
  }

  private static URL url(PluginJar jar) {
    try {
      return jar.source().content().toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw PluginFailures.of(jar.name(), "to load", impossible);
    }
  }

  private static void close(String plugin, URLClassLoader loader) {
    try {
      loader.close();
    } catch (IOException failed) {
      log.warn("The jar of the plugin {} could not be closed.", plugin, failed);
    }
  }

  @Override
  public void close() {
    // Every plugin closes its own loader; nothing is shared.
  }

  private record Plain(PluginJar jar, List<WorkerPlugin> entryPoints, URLClassLoader classLoader)
      implements LoadedPlugin {

    @Override
    public Set<String> dependsOn() {
      return Set.of();
    }

    @Override
    public void detach() {
      // Two loaders of one name do not know of each other.
    }

    @Override
    public void attach() {
      // As for detaching.
    }

    @Override
    public void unload() {
      close(jar.name(), classLoader);
    }
  }
}
