package dev.claudeworker.plugin.memory;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.storage.StorageFactory;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.util.List;

/** Offers the storage {@code memory}; told to be {@code broken}, it cannot be opened. */
public final class MemoryPlugin implements WorkerPlugin {

  @Override
  public List<StorageFactory> storageFactories() {
    return List.of(new MemoryFactory());
  }

  private static final class MemoryFactory implements StorageFactory {

    @Override
    public String name() {
      return "memory";
    }

    @Override
    public ConfigSchema schema() {
      return ConfigSchema
          .of(ConfigKey.withDefault("broken", ConfigType.BOOLEAN, "false", "Whether it cannot be opened."));
    }

    @Override
    public Storage create(PluginConfig config, PluginContext context) {
      if (config.bool("broken").orElse(false)) {
        throw new WorkerException(StorageErrors.DAMAGED, "the storage is damaged", "Restore a backup.");
      }
      return new InMemoryStorage(context.clock());
    }
  }
}
