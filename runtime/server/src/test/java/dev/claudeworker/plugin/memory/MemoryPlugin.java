package dev.claudeworker.plugin.memory;

import dev.claudeworker.spi.ConfigKey;
import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.ConfigType;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.storage.StorageFactory;
import dev.claudeworker.spi.testkit.memory.InMemoryStorage;
import java.util.List;
import java.util.Optional;

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
    public Optional<JsonObject> inspect(PluginConfig config, PluginContext context) {
      refuseIfBroken(config);
      return Optional.of(JsonObject.EMPTY.with("schema_version", "7")
          .with("place", "in " + context.homeDirectory())
          .with("remark", "It is in good shape."));
    }

    @Override
    public Storage create(PluginConfig config, PluginContext context) {
      refuseIfBroken(config);
      return new InMemoryStorage(context.clock());
    }

    private static void refuseIfBroken(PluginConfig config) {
      if (config.bool("broken").orElse(false)) {
        throw new WorkerException(StorageErrors.DAMAGED, "the storage is damaged", "Restore a backup.");
      }
    }
  }
}
