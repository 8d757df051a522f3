package dev.claudeworker;

import dev.claudeworker.config.Configuration;
import dev.claudeworker.config.ConfigurationException;
import dev.claudeworker.home.HomeDirectory;
import dev.claudeworker.json.JacksonJsonCodec;
import dev.claudeworker.plugins.ConfigReader;
import dev.claudeworker.plugins.PluginRegistry;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.SchemaState;
import dev.claudeworker.spi.storage.Storage;
import dev.claudeworker.spi.storage.StorageBackup;
import dev.claudeworker.spi.storage.StorageFactory;
import dev.claudeworker.spi.storage.StorageScratch;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Opens storages as a server would, where no server is: for commands that move or look at what is kept. */
public final class OfflineStorages {

  private final PluginRegistry registry;
  private final HomeDirectory home;
  private final Path userHome;
  private final Map<String, String> environment;

  /**
   * Creates it.
   *
   * @param registry the plugins; outlives what is opened
   * @param home the home, in which embedded databases lie
   * @param userHome what {@code ~} stands for
   * @param environment the environment of the process
   */
  public OfflineStorages(PluginRegistry registry, HomeDirectory home, Path userHome, Map<String, String> environment) {
    this.registry = registry;
    this.home = home;
    this.userHome = userHome;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Opens the storage that a configuration chooses; its schema is brought up to date.
   *
   * @param configuration the configuration
   * @return the storage, to be closed by the caller
   * @throws ConfigurationException if the section of its plugin is wrong
   */
  public Storage open(Configuration configuration) throws ConfigurationException {
    return parts(configuration).openStorage();
  }

  /**
   * Looks how the schema of the chosen storage stands, and changes nothing.
   *
   * @param configuration the configuration
   * @return empty = it has none
   * @throws ConfigurationException if the section of its plugin is wrong
   */
  public Optional<SchemaState> schemaState(Configuration configuration) throws ConfigurationException {
    return parts(configuration).withStorage(StorageFactory::schemaState);
  }

  /**
   * Looks whether a server could open the chosen storage, and changes nothing.
   *
   * @param configuration the configuration
   * @return facts about it; empty = nothing is there yet, or it cannot be told
   * @throws ConfigurationException if the section of its plugin is wrong
   */
  public Optional<JsonObject> inspect(Configuration configuration) throws ConfigurationException {
    return parts(configuration).withStorage(StorageFactory::inspect);
  }

  /**
   * Copies of the chosen storage as files.
   *
   * @param configuration the configuration
   * @return empty = its database has tools of its own
   * @throws ConfigurationException if the section of its plugin is wrong
   */
  public Optional<StorageBackup> backup(Configuration configuration) throws ConfigurationException {
    return parts(configuration).withStorage(StorageFactory::backup);
  }

  /**
   * An empty place beside the chosen storage, for a trial.
   *
   * @param configuration the configuration
   * @return empty = the storage offers none
   * @throws ConfigurationException if the section of its plugin is wrong
   */
  public Optional<StorageScratch> scratch(Configuration configuration) throws ConfigurationException {
    return parts(configuration).withStorage(StorageFactory::scratch);
  }

  private PluginParts parts(Configuration configuration) {
    return new PluginParts(registry, configuration,
        plugin -> new ServerPluginContext(plugin, home.path(), InstantSource.system(), new JacksonJsonCodec(),
            environment),
        new ConfigReader(userHome, userHome));
  }
}
