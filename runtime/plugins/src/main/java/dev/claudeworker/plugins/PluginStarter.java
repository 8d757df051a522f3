package dev.claudeworker.plugins;

import dev.claudeworker.plugins.pf4j.SpiRange;
import dev.claudeworker.spi.WorkerException;
import java.util.List;
import java.util.function.Consumer;

/** Brings the plugin of a jar to life within the time it may take: all that calls into it before it is registered. */
final class PluginStarter {

  private final List<PluginContainer> containers;
  private final Capabilities capabilities;
  private final CallWatch watch;
  private final TimeLimit limit;
  private final Consumer<ActivePlugin> unloading;

  PluginStarter(
      List<PluginContainer> containers, Capabilities capabilities, CallWatch watch, TimeLimit limit,
      Consumer<ActivePlugin> unloading) {
    this.containers = containers;
    this.capabilities = capabilities;
    this.watch = watch;
    this.limit = limit;
    this.unloading = unloading;
  }

  /** A started plugin with what it wants to register. */
  record Started(ActivePlugin plugin, List<Runnable> registrations) {}

  /**
   * Starts it.
   *
   * @throws WorkerException if it cannot be started in time; nothing of it is left then, or will be once it gives up
   */
  Started start(PluginJar jar) {
    SpiRange.check(jar);
    PluginContainer container = containerOf(jar);
    return limit.call(jar.name(), "to start", () -> load(container, jar), late -> unloading.accept(late.plugin()));
  }

  private Started load(PluginContainer container, PluginJar jar) {
    var plugin = new ActivePlugin(container.load(jar), watch);
    try {
      return new Started(plugin, plugin.registrations(capabilities));
    } catch (WorkerException broken) {
      plugin.unload(limit);
      throw broken;
    }
  }

  private PluginContainer containerOf(PluginJar jar) {
    return containers.stream()
        .filter(container -> container.kinds().contains(jar.kind()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no container runs " + jar.kind()));
  }
}
