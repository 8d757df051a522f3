package dev.claudeworker.plugin.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.h2.message.DbException;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;

/**
 * Makes the file of a database smaller that is about to be closed. H2 does so by itself at every closing, but 16 MB at a time: of a large
 * file that takes seconds, whatever the limit. These steps are small, and nothing is done where nobody asks for it.
 */
final class FileCompaction {

  /** The share of what is still needed that H2 aims at, too. */
  private static final int FILL_PERCENT = 90;

  private static final int REWRITTEN_AT_ONCE_BYTES = 1 << 20;

  /** Only parts that are smaller are moved. */
  private static final int MOVED_AT_ONCE_BYTES = 16 << 20;

  private FileCompaction() {}

  /** Goes on until there is nothing more to gain or the time is over. Nobody else may use the database. */
  static void run(Connection connection, Duration limit) throws SQLException {
    Optional<MVStore> store = FileSync.store(connection);
    try {
      if (store.isPresent() && store.get().getFileStore() instanceof RandomAccessStore file) {
        // Nobody goes back to what is written over now.
        store.get().setRetentionTime(0);
        run(connection, store.get(), file, System.nanoTime() + limit.toNanos());
      }
    } catch (MVStoreException failure) {
      throw DbException.toSQLException(failure);
    }
  }

  /** What took the place of something else is on the disk, and the header names it, before more is written. */
  private static void run(Connection connection, MVStore store, RandomAccessStore file, long end) throws SQLException {
    var sync = new FileSync();
    // No more than all of it: H2 may find something that it can write anew without gaining anything, again and again.
    long left = file.size();
    while (left > 0 && System.nanoTime() - end < 0 && store.compact(FILL_PERCENT, REWRITTEN_AT_ONCE_BYTES)) {
      left -= REWRITTEN_AT_ONCE_BYTES;
      sync.sync(connection);
    }
    for (long before = Long.MAX_VALUE; System.nanoTime() - end < 0 && file.size() < before;) {
      before = file.size();
      file.compactMoveChunks(FILL_PERCENT, MOVED_AT_ONCE_BYTES, store);
      sync.sync(connection);
    }
  }
}
