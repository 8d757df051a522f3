package dev.claudeworker.plugins.pf4j;

import dev.claudeworker.plugins.LoadedPlugin;
import dev.claudeworker.plugins.PluginContainer;
import dev.claudeworker.plugins.PluginErrors;
import dev.claudeworker.plugins.PluginFailures;
import dev.claudeworker.plugins.PluginGuard;
import dev.claudeworker.plugins.PluginJar;
import dev.claudeworker.plugins.PluginKind;
import dev.claudeworker.plugins.SpiWall;
import dev.claudeworker.spi.SpiVersion;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.WorkerPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginState;
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs PF4J plugins. */
public final class Pf4jContainer implements PluginContainer {

  private static final Logger log = LoggerFactory.getLogger(Pf4jContainer.class);

  private final WalledPluginManager manager;

  /**
   * Creates a container without plugins.
   *
   * @param runtime the class loader that has the SPI, slf4j and PF4J
   */
  public Pf4jContainer(ClassLoader runtime) {
    manager = new WalledPluginManager(new SpiWall(runtime, "org.pf4j."));
  }

  @Override
  public Set<PluginKind> kinds() {
    return Set.of(PluginKind.PF4J);
  }

  @Override
  public LoadedPlugin load(PluginJar jar) {
    if (jar.version().isEmpty()) {
      throw new WorkerException(
          PluginErrors.NO_DESCRIPTOR,
          "the manifest of the plugin file " + jar.file() + " has a Plugin-Id but no Plugin-Version",
          "Add a Plugin-Version such as 1.0.0 to its manifest.");
    }
    checkSpiRange(jar);
    try {
      return start(jar);
    } catch (WorkerException broken) {
      unload(jar.name());
      throw broken;
    } catch (RuntimeException | LinkageError broken) {
      unload(jar.name());
      throw PluginFailures.of(jar.name(), "to load", broken);
    }
  }

  @Override
  public void close() {
    List<PluginWrapper> plugins = new ArrayList<>(manager.getPlugins());
    plugins.reversed().forEach(plugin -> unload(plugin.getPluginId()));
  }

  private void checkSpiRange(PluginJar jar) {
    String range = jar.requires().orElse("*");
    boolean fits;
    try {
      fits = manager.isSpiInRange(range);
    } catch (RuntimeException notARange) {
      throw new WorkerException(
          PluginErrors.NO_DESCRIPTOR,
          "the Plugin-Requires of the plugin file %s is not a range of versions: '%s'".formatted(jar.file(), range),
          "Write it like '>=0.1.0 & <0.2.0'.",
          notARange);
    }
    if (!fits) {
      throw new WorkerException(
          PluginErrors.WRONG_VERSION,
          "the plugin %s (%s) was built for SPI versions %s, but this is version %s".formatted(
              jar.name(), jar.file(), range, SpiVersion.CURRENT),
          "Use a build of the plugin for SPI " + SpiVersion.CURRENT + ", or the claude-worker it was built for.");
    }
  }

  private LoadedPlugin start(PluginJar jar) {
    String name = manager.load(jar.file());
    PluginWrapper wrapper = manager.getPlugin(name);
    ClassLoader loader = wrapper.getPluginClassLoader();
    return new PluginGuard(name, loader).call(
        "to start",
        () -> {
          if (manager.startPlugin(name) != PluginState.STARTED) {
            throw PluginFailures.of(name, "to start", wrapper.getFailedException());
          }
          List<WorkerPlugin> entryPoints = EntryPoints.of(manager, wrapper);
          return new LoadedPlugin(jar, entryPoints, loader, () -> unload(name));
        });
  }

  /** Stops by id: PF4J's stopPlugins() trips over its own list. */
  private void unload(String name) {
    PluginWrapper wrapper = manager.getPlugin(name);
    if (wrapper == null) {
      return;
    }
    try {
      new PluginGuard(name, wrapper.getPluginClassLoader()).run("to stop", () -> manager.unloadPlugin(name));
    } catch (WorkerException | PluginRuntimeException broken) {
      log.warn("The plugin {} could not be stopped cleanly and is dropped as it is.", name, broken);
    }
  }
}
