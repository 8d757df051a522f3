package dev.claudeworker.plugin.h2;

import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.storage.StorageFactory;
import java.util.List;

/** Offers the storage {@code h2}. */
public final class H2Plugin implements WorkerPlugin {

  /** Called by the service loader. */
  public H2Plugin() {}

  @Override
  public List<StorageFactory> storageFactories() {
    return List.of(new H2StorageFactory());
  }
}
