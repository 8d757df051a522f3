package dev.claudeworker.plugins;

import dev.claudeworker.spi.JsonValue.JsonObject;
import dev.claudeworker.spi.storage.StorageBackup;
import java.nio.file.Path;

/** How a plugin's storage is copied as a file, behind its guard. */
record GuardedBackup(StorageBackup files, PluginGuard guard) implements StorageBackup {

  @Override
  public JsonObject backup(Path file) {
    return guard.call("for a backup", () -> files.backup(file));
  }

  @Override
  public JsonObject restore(Path file, boolean replace) {
    return guard.call("to restore a backup", () -> files.restore(file, replace));
  }
}
