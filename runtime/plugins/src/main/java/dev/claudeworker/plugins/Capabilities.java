package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.executor.ExecutorFactory;
import dev.claudeworker.spi.notify.NotifierFactory;
import dev.claudeworker.spi.storage.StorageFactory;
import dev.claudeworker.spi.tool.ToolFactory;
import java.util.List;

/** All that plugins can offer. A new capability is one more line in each half of this class. */
final class Capabilities {

  private final Capability<StorageFactory> storages = new Capability<>(
      FactoryKind.STORAGE, WorkerPlugin::storageFactories, GuardedStorageFactory::of, StorageFactory::name,
      StorageFactory::schema);
  private final Capability<ExecutorFactory> executors = new Capability<>(
      FactoryKind.EXECUTOR, WorkerPlugin::executorFactories, GuardedExecutorFactory::of, ExecutorFactory::name,
      ExecutorFactory::schema);
  private final Capability<NotifierFactory> notifiers = new Capability<>(
      FactoryKind.NOTIFIER, WorkerPlugin::notifierFactories, GuardedNotifierFactory::of, NotifierFactory::name,
      NotifierFactory::schema);
  private final Capability<ToolFactory> tools = new Capability<>(
      FactoryKind.TOOL_SET, WorkerPlugin::toolFactories, GuardedToolFactory::of, ToolFactory::name,
      ToolFactory::schema);

  private final List<Capability<?>> all = List.of(storages, executors, notifiers, tools);

  FactoryRegistry<StorageFactory> storages() {
    return storages.registry();
  }

  FactoryRegistry<ExecutorFactory> executors() {
    return executors.registry();
  }

  FactoryRegistry<NotifierFactory> notifiers() {
    return notifiers.registry();
  }

  FactoryRegistry<ToolFactory> tools() {
    return tools.registry();
  }

  /** Asks a plugin for everything it offers; registers nothing yet. */
  List<Runnable> registrations(LoadedPlugin plugin, PluginGuard guard, PluginUses uses) {
    String name = plugin.jar().name();
    return plugin.entryPoints()
        .stream()
        .flatMap(entryPoint -> all.stream()
            .flatMap(capability -> capability.registrations(entryPoint, guard, name, uses).stream()))
        .toList();
  }

  /** The keys of all registered factories. */
  List<OfferedSchema> schemas() {
    return all.stream().flatMap(Capability::schemas).toList();
  }

  void unregister(String plugin) {
    all.forEach(capability -> capability.registry().unregister(plugin));
  }

  /** What a plugin registered, for example {@code executor shell}. */
  List<String> providedBy(String plugin) {
    return all.stream().flatMap(capability -> capability.registry().providedBy(plugin).stream()).sorted().toList();
  }
}
