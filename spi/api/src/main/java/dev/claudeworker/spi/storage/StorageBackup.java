package dev.claudeworker.spi.storage;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.nio.file.Path;

/**
 * Copies a store to a file and puts it back, while nobody has it open. For one thread. Both throw {@link
 * dev.claudeworker.spi.WorkerException}: {@link StorageErrors#LOCKED} if somebody has it open, {@link StorageErrors#FULL} if
 * the disk is full, {@link StorageErrors#DAMAGED} if the store or the backup is; then nothing has changed and no half file is
 * left under its name.
 */
public interface StorageBackup {

  /**
   * Copies the store to a file that only its owner can read, and reads it back to be sure.
   *
   * @param file the file, which does not exist yet
   * @return facts for people: file, bytes, schema version, last event; nothing secret
   */
  JsonObject backup(Path file);

  /**
   * Puts a backup in the place of the store. It gets a new epoch, so that readers of events begin anew.
   *
   * @param file a backup
   * @param replace whether a store that is there is moved aside; otherwise it is refused
   * @return facts for people: file, schema version, last event, and {@code replaced}, where an earlier store is now
   */
  JsonObject restore(Path file, boolean replace);
}
