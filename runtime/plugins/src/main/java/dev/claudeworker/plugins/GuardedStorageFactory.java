package dev.claudeworker.plugins;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.storage.SchemaState;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageBackup;
import dev.claudeworker.spi.storage.StorageFactory;
import dev.claudeworker.spi.storage.StorageScratch;
import java.util.Optional;

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

  @Override
  public Optional<JsonObject> inspect(PluginConfig config, PluginContext context) {
    return guard.call("to look at its storage " + name, () -> factory.inspect(config, context));
  }

  @Override
  public Optional<SchemaState> schemaState(PluginConfig config, PluginContext context) {
    return guard.reportingOnly()
        .call("for the schema of its storage " + name, () -> factory.schemaState(config, context));
  }

  @Override
  public Optional<StorageBackup> backup(PluginConfig config, PluginContext context) {
    return guard.call("for backups of its storage " + name, () -> factory.backup(config, context))
        .map(files -> new GuardedBackup(files, guard.reportingOnly()));
  }

  @Override
  public Optional<StorageScratch> scratch(PluginConfig config, PluginContext context) {
    return guard.reportingOnly()
        .call("for a scratch place of its storage " + name, () -> factory.scratch(config, context))
        .map(place -> new GuardedScratch(place, guard.reportingOnly()));
  }
}
