package dev.claudeworker.plugins.pf4j;

import dev.claudeworker.plugins.LoadedPlugin;
import dev.claudeworker.plugins.PluginContainer;
import dev.claudeworker.plugins.PluginErrors;
import dev.claudeworker.plugins.PluginFailures;
import dev.claudeworker.plugins.PluginGuard;
import dev.claudeworker.plugins.PluginJar;
import dev.claudeworker.plugins.PluginKind;
import dev.claudeworker.plugins.SpiWall;
import dev.claudeworker.spi.WorkerException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pf4j.PluginState;
import org.pf4j.PluginWrapper;

/** Runs PF4J plugins. */
public final class Pf4jContainer implements PluginContainer {

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
          "the plugin file " + jar.file() + " has a Plugin-Id but no Plugin-Version",
          "Add a Plugin-Version such as 1.0.0 beside its Plugin-Id.");
    }
    try {
      manager.load(jar);
      return start(jar, manager.getPlugin(jar.name()));
    } catch (RuntimeException | LinkageError broken) {
      // A plugin that could not be resolved is in the manager all the same; one that was given up may find another in its place.
      Optional.ofNullable(manager.getPlugin(jar.name()))
          .filter(left -> left.getPluginPath().equals(jar.source().content()))
          .ifPresent(left -> new Pf4jPlugin(jar, manager, left, List.of()).unload());
      throw PluginFailures.of(jar.name(), "to load", broken);
    }
  }

  @Override
  public void close() {
    // Plugins are unloaded one by one by the registry; the manager itself holds nothing else.
  }

  private LoadedPlugin start(PluginJar jar, PluginWrapper wrapper) {
    return new PluginGuard(jar.name(), wrapper.getPluginClassLoader()).call(
        "to start",
        () -> {
          if (manager.startPlugin(jar.name()) != PluginState.STARTED) {
            throw PluginFailures.of(jar.name(), "to start", wrapper.getFailedException());
          }
          return new Pf4jPlugin(jar, manager, wrapper, EntryPoints.of(manager, wrapper, jar));
        });
  }
}
