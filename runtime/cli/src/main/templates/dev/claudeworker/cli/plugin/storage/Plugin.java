package {{package}};

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import dev.claudeworker.spi.WorkerPlugin;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageFactory;
import java.util.List;

/** What the plugin offers: one kind of storage. */
public final class {{class}}Plugin implements WorkerPlugin {

  @Override
  public List<StorageFactory> storageFactories() {
    return List.of(new Factory());
  }

  private static final class Factory implements StorageFactory {

    /** The word for storage.type in the configuration. */
    @Override
    public String name() {
      return {{class}}Storage.KIND;
    }

    /**
     * The keys of the section plugins.{{name}} of the configuration. A key 'path' or 'url' that you add here also gets what
     * storage.database says.
     */
    @Override
    public ConfigSchema schema() {
      return ConfigSchema.EMPTY;
    }

    /** Here a database is opened and its schema brought up to date; StorageErrors has the codes for what can go wrong. */
    @Override
    public Storage create(PluginConfig config, PluginContext context) {
      return new {{class}}Storage(context.clock());
    }
  }
}
