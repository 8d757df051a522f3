package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.ConfigSchema;
import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.PluginConfig;
import dev.claudeworker.spi.PluginContext;
import java.util.Optional;

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

  /**
   * Looks whether {@link #create} would succeed, for people who ask before a server is started. Changes nothing, keeps nothing
   * open, and needs no right to write. Blocks for as long as opening would. Called by one thread while no server of this home
   * runs. A storage that cannot tell need not override it.
   *
   * @param config checked configuration
   * @param context what the runtime lends; its home directory exists
   * @return what was found: {@code schema_version} (text), {@code place} (where it is, for people), {@code remark} (a sentence
   *     about what the next start will do), each of them optional; empty if nothing is there yet, or if that cannot be told
   * @throws dev.claudeworker.spi.WorkerException for the same reasons as {@link #create}
   */
  default Optional<JsonObject> inspect(PluginConfig config, PluginContext context) {
    return Optional.empty();
  }

  /**
   * Looks how the schema stands, without changing it and without a server.
   *
   * @param config checked configuration
   * @param context what the runtime lends
   * @return empty = this storage has no schema that is ever migrated, as the default
   * @throws dev.claudeworker.spi.WorkerException as {@link #create}
   */
  default Optional<SchemaState> schemaState(PluginConfig config, PluginContext context) {
    return Optional.empty();
  }

  /**
   * Copies of the store as files.
   *
   * @param config checked configuration
   * @param context what the runtime lends
   * @return empty = its database has tools of its own for that, as the default
   */
  default Optional<StorageBackup> backup(PluginConfig config, PluginContext context) {
    return Optional.empty();
  }

  /**
   * Makes an empty place beside the configured one, for a trial that breaks things. A storage that keeps everything in the home
   * need not override it: another home is such a place.
   *
   * @param config checked configuration
   * @param context what the runtime lends
   * @return empty = this storage cannot, as the default
   * @throws dev.claudeworker.spi.WorkerException if it cannot be made there
   */
  default Optional<StorageScratch> scratch(PluginConfig config, PluginContext context) {
    return Optional.empty();
  }
}
