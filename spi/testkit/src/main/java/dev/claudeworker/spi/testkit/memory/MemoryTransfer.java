package dev.claudeworker.spi.testkit.memory;

import dev.claudeworker.spi.WorkerException;
import dev.claudeworker.spi.storage.ImportProgress;
import dev.claudeworker.spi.storage.StorageErrors;
import dev.claudeworker.spi.storage.StoreHeads;
import dev.claudeworker.spi.storage.StoreSnapshot;
import dev.claudeworker.spi.storage.StoredRecord;
import dev.claudeworker.spi.storage.Transfer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Moves the rows of a store. A snapshot is a copy. */
final class MemoryTransfer implements Transfer {

  private final Tables tables;
  private final LockedGraphReads.Lock lock;
  private final Consumer<Optional<UUID>> identity;

  MemoryTransfer(Tables tables, LockedGraphReads.Lock lock, Consumer<Optional<UUID>> identity) {
    this.tables = tables;
    this.lock = lock;
    this.identity = identity;
  }

  @Override
  public StoreSnapshot snapshot() {
    return lock.locked(() -> new Copy(heads(), StoredRows.of(tables)));
  }

  private StoreHeads heads() {
    return new StoreHeads(tables.tasks.lastId(), tables.orchestrations.lastId(), tables.events.head());
  }

  private record Copy(StoreHeads heads, List<StoredRecord> all) implements StoreSnapshot {
    @Override
    public void read(Consumer<StoredRecord> records) {
      all.forEach(records);
    }

    @Override
    public void close() {}
  }

  @Override
  public Optional<ImportProgress> unfinished() {
    return lock.locked(() -> tables.unfinishedImport);
  }

  @Override
  public ImportProgress begin(String source) {
    return lock.locked(() -> {
      tables.unfinishedImport.filter(begun -> !begun.source().equals(source)).ifPresent(other -> {
        throw new WorkerException(
            StorageErrors.IMPORT_UNFINISHED,
            "another import into this store was begun and not finished: " + other.source(),
            "go on with that one, or begin with an empty store");
      });
      ImportProgress begun = tables.unfinishedImport.orElse(new ImportProgress(source, 0));
      tables.unfinishedImport = Optional.of(begun);
      return begun;
    });
  }

  @Override
  public void write(List<StoredRecord> records, long position) {
    lock.locked(() -> {
      ImportProgress begun =
          tables.unfinishedImport.orElseThrow(() -> new IllegalStateException("no import was begun"));
      try {
        StoredRows.put(tables, records);
      } catch (RuntimeException failure) {
        tables.rollback();
        throw failure;
      }
      tables.orchestrations.takeTouched();
      tables.tasks.lanes().takeChanged();
      tables.commit();
      tables.unfinishedImport = Optional.of(new ImportProgress(begun.source(), position));
      return begun;
    });
  }

  @Override
  public void finish(StoreHeads heads, Optional<UUID> storeId) {
    lock.locked(() -> {
      tables.tasks.raiseLastId(heads.task());
      tables.orchestrations.raiseLastId(heads.orchestration());
      tables.events.raiseHead(heads.event());
      tables.unfinishedImport = Optional.empty();
      identity.accept(storeId);
      return heads;
    });
  }
}
