package dev.claudeworker.plugins;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A plugin that is loaded. Registering and retiring is done by one thread at a time. */
final class ActivePlugin {

  private final LoadedPlugin loaded;
  private final PluginGuard guard;
  private final PluginUses uses = new PluginUses();
  private final AtomicBoolean unloaded = new AtomicBoolean();

  ActivePlugin(LoadedPlugin loaded, CallWatch watch) {
    this.loaded = loaded;
    this.guard = new PluginGuard(loaded.jar().name(), loaded.classLoader(), watch);
  }

  PluginJar jar() {
    return loaded.jar();
  }

  String name() {
    return loaded.jar().name();
  }

  ClassLoader classLoader() {
    return loaded.classLoader();
  }

  Set<String> dependsOn() {
    return loaded.dependsOn();
  }

  PluginUses uses() {
    return uses;
  }

  /** Asks for everything it offers; calls into the plugin. */
  List<Runnable> registrations(Capabilities capabilities) {
    return capabilities.registrations(loaded, guard, uses);
  }

  void detach() {
    loaded.detach();
  }

  void attach() {
    loaded.attach();
  }

  /** Stops it; true only the first time. */
  boolean unload(TimeLimit limit) {
    if (!unloaded.compareAndSet(false, true)) {
      return false;
    }
    limit.run(name(), "to stop", loaded::unload);
    return true;
  }
}
