package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;

/** Opens one kind of storage. */
public interface StorageFactory {

  /**
   * The name by which the configuration chooses it ({@code storage.type}).
   *
   * @return lower case letters, digits and '-'
   */
  String name();

  /**
   * The keys of its configuration.
   *
   * @return the schema
   */
  ConfigSchema schema();

  /**
   * Opens the storage and brings its schema up to date. Blocks until it is ready.
   *
   * @param config checked configuration
   * @param context what the runtime lends
   * @return the open storage
   * @throws dev.claudeworker.spi.WorkerException with a code of {@link StorageErrors} if it is locked by another server,
   *     damaged, written by a newer version, not ours, or cannot be reached; a file of another program is never changed
   */
  Storage create(PluginConfig config, PluginContext context);
}
