package dev.claudeworker.plugins;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageFactory;

/** A plugin's storage factory behind its guard. Name and schema are asked once, when the plugin is loaded. */
record GuardedStorageFactory(String name, ConfigSchema schema, StorageFactory factory, PluginGuard guard)
    implements StorageFactory {

  static GuardedStorageFactory of(StorageFactory factory, PluginGuard guard) {
    String name = guard.call("for the name of its storage", factory::name);
    ConfigSchema schema = guard.call("for the configuration keys of its storage " + name, factory::schema);
    return new GuardedStorageFactory(name, schema, factory, guard);
  }

  @Override
  public Storage create(PluginConfig config, PluginContext context) {
    return new GuardedStorage(
        guard.reportingOnly().call("to open its storage " + name, () -> factory.create(config, context)),
        guard.reportingOnly());
  }
}
