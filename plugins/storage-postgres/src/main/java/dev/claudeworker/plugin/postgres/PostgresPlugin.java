package dev.claudeworker.plugin.postgres;

import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.storage.StorageFactory;
import java.util.List;

/** Offers the storage {@code postgres}. Driver and pool are loaded only when it is opened. */
public final class PostgresPlugin implements WorkerPlugin {

  /** Called by the service loader. */
  public PostgresPlugin() {}

  @Override
  public List<StorageFactory> storageFactories() {
    return List.of(new PostgresStorageFactory());
  }
}
