package dev.claudeworker.plugins;

import dev.claudeworker.plugins.pf4j.Pf4jContainer;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.executor.ExecutorFactory;
import dev.claudeworker.spi.notify.NotifierFactory;
import dev.claudeworker.spi.storage.StorageFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All plugins and what they provide. A plugin that cannot be loaded is reported and skipped, never fatal. Storages,
 * executors and notifiers made by the factories belong to whoever made them: close them before stopping the registry.
 */
public final class PluginRegistry implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PluginRegistry.class);

  /** Guards everything below; held while plugins are loaded or unloaded, never while they are used. */
  private final ReentrantLock lock = new ReentrantLock();

  private final List<PluginContainer> containers;
  private final Map<String, LoadedPlugin> loaded = new LinkedHashMap<>();
  private final Map<Path, PluginDescription> descriptions = new LinkedHashMap<>();

  private final FactoryRegistry<StorageFactory> storageFactories = new FactoryRegistry<>("storage");
  private final FactoryRegistry<ExecutorFactory> executorFactories = new FactoryRegistry<>("executor");
  private final FactoryRegistry<NotifierFactory> notifierFactories = new FactoryRegistry<>("notifier");

  private PluginRegistry(List<PluginContainer> containers) {
    this.containers = containers;
  }

  /**
   * Loads every jar of some folders, in the order of the folders and of the file names; of two plugins with the same name
   * the first stays.
   *
   * @param folders the folders; absent ones are fine
   * @return the registry; {@link #plugins} tells what could not be loaded
   */
  public static PluginRegistry open(List<Path> folders) {
    var registry = new PluginRegistry(List.of(new Pf4jContainer(PluginRegistry.class.getClassLoader())));
    for (Path folder : folders) {
      PluginFolder.jars(folder).forEach(registry::add);
    }
    return registry;
  }

  /** The storages by name. */
  public FactoryRegistry<StorageFactory> storageFactories() {
    return storageFactories;
  }

  /** The executors by name. */
  public FactoryRegistry<ExecutorFactory> executorFactories() {
    return executorFactories;
  }

  /** The notifiers by name. */
  public FactoryRegistry<NotifierFactory> notifierFactories() {
    return notifierFactories;
  }

  /** Every plugin file that was found, in the order of loading. */
  public List<PluginDescription> plugins() {
    lock.lock();
    try {
      return List.copyOf(descriptions.values());
    } finally {
      lock.unlock();
    }
  }

  /** Stops and unloads all plugins, the last one first. Stopping twice is allowed. */
  public void stop() {
    lock.lock();
    try {
      new ArrayList<>(loaded.keySet()).reversed().forEach(this::unload);
      containers.forEach(PluginContainer::close);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private void add(Path file) {
    lock.lock();
    try {
      PluginDescription description = describe(file);
      descriptions.put(file, description);
      description.lastError().ifPresent(error -> log.warn("{} {}", error.getMessage(), error.suggestion(), error));
    } finally {
      lock.unlock();
    }
  }

  private PluginDescription describe(Path file) {
    PluginJar jar;
    try {
      jar = PluginJar.read(file);
    } catch (WorkerException unreadable) {
      return PluginDescription.unreadable(file, unreadable);
    }
    try {
      return PluginDescription.active(jar, load(jar));
    } catch (WorkerException broken) {
      return PluginDescription.failed(jar, broken);
    }
  }

  /** Loads a plugin and registers all it provides, or nothing of it. */
  private List<String> load(PluginJar jar) {
    refuseNameTaken(jar);
    LoadedPlugin plugin = containerOf(jar).load(jar);
    loaded.put(jar.name(), plugin);
    try {
      register(plugin);
      return provides(jar.name());
    } catch (WorkerException broken) {
      unload(jar.name());
      throw broken;
    }
  }

  private void register(LoadedPlugin plugin) {
    String name = plugin.jar().name();
    var guard = new PluginGuard(name, plugin.classLoader());
    for (var entryPoint : plugin.entryPoints()) {
      for (StorageFactory factory : guard.call("for its storages", entryPoint::storageFactories)) {
        register(storageFactories, name, GuardedStorageFactory.of(factory, guard), StorageFactory::name);
      }
      for (ExecutorFactory factory : guard.call("for its executors", entryPoint::executorFactories)) {
        register(executorFactories, name, GuardedExecutorFactory.of(factory, guard), ExecutorFactory::name);
      }
      for (NotifierFactory factory : guard.call("for its notifiers", entryPoint::notifierFactories)) {
        register(notifierFactories, name, GuardedNotifierFactory.of(factory, guard), NotifierFactory::name);
      }
    }
  }

  private static <F> void register(FactoryRegistry<F> registry, String plugin, F factory, Function<F, String> name) {
    registry.register(new RegisteredFactory<>(name.apply(factory), plugin, factory));
  }

  private List<String> provides(String plugin) {
    var provided = new ArrayList<String>();
    provided.addAll(storageFactories.providedBy(plugin));
    provided.addAll(executorFactories.providedBy(plugin));
    provided.addAll(notifierFactories.providedBy(plugin));
    provided.sort(Comparator.naturalOrder());
    return provided;
  }

  private void unload(String plugin) {
    storageFactories.unregister(plugin);
    executorFactories.unregister(plugin);
    notifierFactories.unregister(plugin);
    LoadedPlugin removed = loaded.remove(plugin);
    if (removed != null) {
      removed.unload().run();
    }
  }

  private void refuseNameTaken(PluginJar jar) {
    LoadedPlugin present = loaded.get(jar.name());
    if (present != null) {
      throw new WorkerException(
          PluginErrors.NAME_TAKEN,
          "the files %s and %s are both the plugin '%s'; the first one stays".formatted(
              present.jar().file(), jar.file(), jar.name()),
          "Remove one of the two files.");
    }
  }

  private PluginContainer containerOf(PluginJar jar) {
    return containers.stream()
        .filter(container -> container.kinds().contains(jar.kind()))
        .findFirst()
        .orElseThrow(
            () -> new WorkerException(
                PluginErrors.NO_DESCRIPTOR,
                "the plugin file %s has no Plugin-Id in its manifest, and plugins of the kind %s are not run by this"
                    .formatted(jar.file(), jar.kind().word()) + " version",
                "Add Plugin-Id and Plugin-Version to its manifest."));
  }
}
