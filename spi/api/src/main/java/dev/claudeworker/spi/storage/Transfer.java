package dev.claudeworker.spi.storage;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Moves a whole store to another storage, or to a file, record by record. As safe, and as closed, as the {@link Storage} it
 * comes from; also while servers work on a shared storage, as far as reading goes.
 *
 * <p>An import is {@link #begin begun}, written in parts with a position that is durable with them, and {@link #finish
 * finished}. Until then {@link #unfinished} tells of it, also after a restart, and no server may work on the store.
 */
public interface Transfer {

  /** Of a storage that cannot be moved: it reads as if it were empty, and refuses to be written. */
  Transfer NONE = new Transfer() {
    @Override
    public StoreSnapshot snapshot() {
      throw new UnsupportedOperationException("this storage cannot be exported");
    }

    @Override
    public Optional<ImportProgress> unfinished() {
      return Optional.empty();
    }

    @Override
    public ImportProgress begin(String source) {
      throw new UnsupportedOperationException("this storage cannot be imported into");
    }

    @Override
    public void write(List<StoredRecord> records, long position) {
      throw new UnsupportedOperationException("this storage cannot be imported into");
    }

    @Override
    public void finish(StoreHeads heads, Optional<UUID> storeId) {
      throw new UnsupportedOperationException("this storage cannot be imported into");
    }
  };

  /**
   * The store as it is now.
   *
   * @return to be closed by the caller
   */
  StoreSnapshot snapshot();

  /**
   * Looks whether an import was begun and not finished.
   *
   * @return how far it came; empty = none
   */
  Optional<ImportProgress> unfinished();

  /**
   * Begins an import, or goes on with the one that is unfinished.
   *
   * @param source what is imported, at most 400 characters: the same for the same contents, another for others
   * @return how many records of the source are there already
   * @throws dev.claudeworker.spi.WorkerException {@link StorageErrors#IMPORT_UNFINISHED} if another source was begun
   */
  ImportProgress begin(String source);

  /**
   * Writes records as they stand: nothing is decided, no event is made. What they refer to was written before, or is in the
   * same call before them. Returns when they are durable together with the position. A record that is there already fails the
   * call, which then wrote nothing.
   *
   * @param records some hundred at a time, in the order of {@link StoreSnapshot#read}
   * @param position how many records of the source are written with these
   */
  void write(List<StoredRecord> records, long position);

  /**
   * Ends the import: what is worked out from the records is brought up to date, numbers go on after the larger of the given and
   * the own ones, the epoch of the store changes, and {@link #unfinished} is empty. Durable when it returns.
   *
   * @param heads the last numbers of the source
   * @param storeId the identity to go on with, so that attempts' files are found again; empty = the store keeps its own
   */
  void finish(StoreHeads heads, Optional<UUID> storeId);
}
