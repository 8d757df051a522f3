package dev.claudeworker.plugin.postgres;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.storage.SchemaState;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageFactory;
import dev.claudeworker.spi.storage.StorageScratch;
import java.util.Optional;

/** Opens the database, and makes its tables where there are none. */
final class PostgresStorageFactory implements StorageFactory {

  static final String NAME = "postgres";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ConfigSchema schema() {
    return PostgresSettings.SCHEMA;
  }

  @Override
  public Storage create(PluginConfig config, PluginContext context) {
    return PostgresDatabase.open(PostgresSettings.of(config), context);
  }

  @Override
  public Optional<JsonObject> inspect(PluginConfig config, PluginContext context) {
    return PostgresDatabase.inspect(PostgresSettings.of(config), context.clock());
  }

  @Override
  public Optional<SchemaState> schemaState(PluginConfig config, PluginContext context) {
    return Optional.of(PostgresDatabase.schemaState(PostgresSettings.of(config), context));
  }

  @Override
  public Optional<StorageScratch> scratch(PluginConfig config, PluginContext context) {
    return Optional.of(PostgresScratch.make(PostgresSettings.of(config), context));
  }
}
