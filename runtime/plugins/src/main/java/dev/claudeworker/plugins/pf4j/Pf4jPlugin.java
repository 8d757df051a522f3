package dev.claudeworker.plugins.pf4j;

import dev.claudeworker.plugins.LoadedPlugin;
import dev.claudeworker.plugins.PluginGuard;
import dev.claudeworker.plugins.PluginJar;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.WorkerPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDependency;
import org.pf4j.PluginState;
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plugin in PF4J's hands. Taken out of its manager piece by piece: PF4J knows no two plugins of one name. */
final class Pf4jPlugin implements LoadedPlugin {

  private static final Logger log = LoggerFactory.getLogger(Pf4jPlugin.class);

  private final PluginJar jar;
  private final WalledPluginManager manager;
  private final PluginWrapper wrapper;
  private final List<WorkerPlugin> entryPoints;
  private final AtomicBoolean unloaded = new AtomicBoolean();

  Pf4jPlugin(PluginJar jar, WalledPluginManager manager, PluginWrapper wrapper, List<WorkerPlugin> entryPoints) {
    this.jar = jar;
    this.manager = manager;
    this.wrapper = wrapper;
    this.entryPoints = List.copyOf(entryPoints);
  }

  @Override
  public PluginJar jar() {
    return jar;
  }

  @Override
  public List<WorkerPlugin> entryPoints() {
    return entryPoints;
  }

  @Override
  public ClassLoader classLoader() {
    return wrapper.getPluginClassLoader();
  }

  @Override
  public Set<String> dependsOn() {
    return wrapper.getDescriptor()
        .getDependencies()
        .stream()
        .map(PluginDependency::getPluginId)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void detach() {
    manager.forget(wrapper);
  }

  @Override
  public void attach() {
    manager.remember(wrapper);
  }

  @Override
  public void unload() {
    if (!unloaded.compareAndSet(false, true)) {
      return;
    }
    detach();
    try {
      new PluginGuard(jar.name(), classLoader()).run("to stop", this::stop);
    } catch (WorkerException broken) {
      log.warn("The plugin {} could not be stopped cleanly and is dropped as it is.", jar.name(), broken);
    } finally {
      closeLoader();
    }
  }

  private void stop() {
    if (wrapper.getPluginState() == PluginState.STARTED) {
      wrapper.getPlugin().stop();
    }
  }

  private void closeLoader() {
    try {
      if (classLoader() instanceof PluginClassLoader loader) {
        loader.close();
      }
    } catch (IOException | UncheckedIOException failed) {
      log.warn("The jar of the plugin {} could not be closed.", jar.name(), failed);
    }
  }
}
