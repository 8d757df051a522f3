package dev.claudeworker.plugin.postgres;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageFactory;

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
}
