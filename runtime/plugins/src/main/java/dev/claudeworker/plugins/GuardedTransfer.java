package dev.claudeworker.plugins;

import dev.claudeworker.spi.storage.ImportProgress;
import dev.claudeworker.spi.storage.StoreHeads;
import dev.claudeworker.spi.storage.StoreSnapshot;
import dev.claudeworker.spi.storage.StoredRecord;
import dev.claudeworker.spi.storage.Transfer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How a plugin's storage moves everything, behind its guard. */
record GuardedTransfer(Transfer transfer, PluginGuard guard) implements Transfer {

  @Override
  public StoreSnapshot snapshot() {
    return new GuardedSnapshot(guard.call("for all it keeps", transfer::snapshot), guard);
  }

  @Override
  public Optional<ImportProgress> unfinished() {
    return guard.call("for an unfinished import", transfer::unfinished);
  }

  @Override
  public ImportProgress begin(String source) {
    return guard.call("to begin an import", () -> transfer.begin(source));
  }

  @Override
  public void write(List<StoredRecord> records, long position) {
    guard.run("to import records", () -> transfer.write(records, position));
  }

  @Override
  public void finish(StoreHeads heads, Optional<UUID> storeId) {
    guard.run("to finish an import", () -> transfer.finish(heads, storeId));
  }
}
