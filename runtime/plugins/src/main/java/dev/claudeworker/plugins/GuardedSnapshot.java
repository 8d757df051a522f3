package dev.claudeworker.plugins;

import dev.claudeworker.spi.storage.StoreHeads;
import dev.claudeworker.spi.storage.StoreSnapshot;
import dev.claudeworker.spi.storage.StoredRecord;
import java.util.function.Consumer;

/** One moment of a plugin's storage, behind its guard. */
record GuardedSnapshot(StoreSnapshot snapshot, PluginGuard guard) implements StoreSnapshot {

  @Override
  public StoreHeads heads() {
    return guard.call("for its last numbers", snapshot::heads);
  }

  @Override
  public void read(Consumer<StoredRecord> records) {
    guard.run("to read everything", () -> snapshot.read(records));
  }

  @Override
  public void close() {
    guard.run("to end reading everything", snapshot::close);
  }
}
