package dev.claudeworker.plugins;

import dev.claudeworker.plugins.osgi.OsgiContainer;
import dev.claudeworker.plugins.pf4j.Pf4jContainer;
import dev.claudeworker.plugins.serviceloader.ServiceLoaderContainer;
import dev.claudeworker.plugins.trust.PluginTrust;
import dev.claudeworker.spi.executor.ExecutorFactory;
import dev.claudeworker.spi.notify.NotifierFactory;
import dev.claudeworker.spi.storage.StorageFactory;
import dev.claudeworker.spi.tool.ToolFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * All plugins and what they provide. A plugin that cannot be loaded is reported and skipped, never fatal. Plugins come and go
 * while it runs: {@link #update} looks at the folders. What the factories made belongs to whoever made it: close it before
 * stopping the registry. Safe for use from any thread.
 */
public final class PluginRegistry implements AutoCloseable {

  private final PluginSettings settings;
  private final Capabilities capabilities = new Capabilities();
  private final CallWatch watch;
  private final TimeLimit limit;
  private final List<PluginContainer> containers;
  private final PluginTrust trust;
  private final DisabledPlugins disabled;
  private final JarCopies copies;

  /** Guards everything below; held while plugins are loaded or unloaded, never while they are used. */
  private final ReentrantLock lock = new ReentrantLock();

  private final PluginSet plugins;
  private final Set<ActivePlugin> retired = new LinkedHashSet<>();

  private volatile List<PluginDescription> descriptions = List.of();

  private PluginRegistry(PluginSettings settings) {
    this.settings = settings;
    this.watch = new CallWatch(settings.limits().call(), System::nanoTime);
    this.limit = new TimeLimit(settings.limits().start());
    this.trust = new PluginTrust(settings.lockFile(), settings.strict(), settings.trustedKeys());
    this.disabled = new DisabledPlugins(settings.disabledFile());
    this.copies = new JarCopies(settings.cache().resolve("jars"));
    ClassLoader runtime = PluginRegistry.class.getClassLoader();
    this.containers = List.of(
        new Pf4jContainer(runtime),
        new OsgiContainer(settings.cache().resolve("bundles"), this::servicesChanged),
        new ServiceLoaderContainer(runtime));
    this.plugins =
        new PluginSet(
            capabilities, new PluginStarter(containers, capabilities, watch, limit, this::unload), trust, copies,
            this::retired);
  }

  /**
   * Loads every jar of the folders, in the order of the folders and of the file names; of two plugins with the same name the
   * first stays.
   *
   * @param settings how
   * @return the registry; {@link #plugins} tells what could not be loaded
   */
  public static PluginRegistry open(PluginSettings settings) {
    JarCopies.clear(settings.cache());
    var registry = new PluginRegistry(settings);
    registry.update(FolderView.of(registry.look()));
    return registry;
  }

  /** The storages by name. */
  public FactoryRegistry<StorageFactory> storageFactories() {
    return capabilities.storages();
  }

  /** The executors by name. */
  public FactoryRegistry<ExecutorFactory> executorFactories() {
    return capabilities.executors();
  }

  /** The notifiers by name. */
  public FactoryRegistry<NotifierFactory> notifierFactories() {
    return capabilities.notifiers();
  }

  /** The sets of tools by name. */
  public FactoryRegistry<ToolFactory> toolFactories() {
    return capabilities.tools();
  }

  /** The configuration keys of everything that plugins provide. */
  public List<OfferedSchema> schemas() {
    return capabilities.schemas();
  }

  /** Every plugin file that was found, in the order of loading. */
  public List<PluginDescription> plugins() {
    return descriptions;
  }

  /** What changes plugins at a person's request. */
  public PluginOrders orders() {
    return new PluginOrders(this);
  }

  /** Starts looking at the folders for files that come, change and go, until it is closed. */
  public PluginWatcher watch() {
    return PluginWatcher.start(this);
  }

  /** Stops and unloads all plugins, the last one first. Stopping twice is allowed. */
  public void stop() {
    lock.lock();
    try {
      plugins.retireAll();
      List.copyOf(retired).forEach(this::unload);
      containers.forEach(PluginContainer::close);
      JarCopies.clear(settings.cache());
      descriptions = List.of();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    stop();
  }

  PluginSettings settings() {
    return settings;
  }

  PluginTrust trust() {
    return trust;
  }

  DisabledPlugins disabled() {
    return disabled;
  }

  CallWatch calls() {
    return watch;
  }

  /** All jars there are now. */
  SequencedMap<Path, FileStamp> look() {
    SequencedMap<Path, FileStamp> seen = new LinkedHashMap<>();
    settings.folders().forEach(folder -> folder.jars().forEach(seen::putIfAbsent));
    return seen;
  }

  /** Follows what was seen in the folders. */
  void update(FolderView view) {
    change(set -> {
      boolean moved = false;
      for (PluginFile file : List.copyOf(set.files())) {
        moved |= follow(set, file, view);
      }
      for (var seen : view.settled().entrySet()) {
        if (set.file(seen.getKey()).isEmpty()) {
          set.add(new PluginFile(seen.getKey(), isInstalled(seen.getKey()), seen.getValue()));
          moved = true;
        }
      }
      moved |= set.disable(disabled.names());
      if (moved) {
        set.settle();
      }
      return moved;
    });
  }

  private static boolean follow(PluginSet set, PluginFile file, FolderView view) {
    if (view.isGone(file.path())) {
      return set.remove(file);
    }
    Optional<FileStamp> stamp = Optional.ofNullable(view.settled().get(file.path()));
    if (stamp.isEmpty() || stamp.get().equals(file.stamp())) {
      return false;
    }
    file.seen(stamp.get());
    set.change(file);
    return true;
  }

  /** Does something with the plugins while nobody else does. */
  <T> T change(Function<PluginSet, T> change) {
    lock.lock();
    try {
      return change.apply(plugins);
    } finally {
      descriptions = plugins.files().stream().flatMap(file -> file.description().stream()).toList();
      lock.unlock();
    }
  }

  private boolean isInstalled(Path file) {
    return settings.folders().stream().anyMatch(folder -> folder.installed() && file.startsWith(folder.path()));
  }

  private void retired(ActivePlugin plugin) {
    retired.add(plugin);
    plugin.uses().whenUnused(() -> unload(plugin));
  }

  /** Called when nobody uses a plugin any more that was retired: at once, or by its last user, who must not wait for this. */
  private void unload(ActivePlugin plugin) {
    if (!lock.isHeldByCurrentThread()) {
      Thread.ofVirtual().name("plugin-unload-" + plugin.name()).start(() -> change(set -> {
        unload(plugin);
        return plugin;
      }));
      return;
    }
    retired.remove(plugin);
    if (plugin.unload(limit)) {
      copies.drop(plugin.jar().source());
    }
  }

  /** Not on the caller's thread: it is one of the bundle, which may be stopping while the lock is held. */
  private void servicesChanged(String plugin) {
    Thread.ofVirtual().name("plugin-services-" + plugin).start(() -> change(set -> {
      set.named(plugin).filter(file -> file.active().isPresent()).ifPresent(set::registerAgain);
      return plugin;
    }));
  }
}
