package dev.claudeworker.plugin.h2;

import dev.claudeworker.plugin.h2.journal.Durability.Checkpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.SingleFileStore;

/**
 * Brings everything that was committed into the file, and the file onto the disk.
 *
 * <p>{@code CHECKPOINT SYNC} alone does not do it: H2's background writer takes committed changes too, hands them to a thread of
 * its own, and counts them as stored from then on. A checkpoint that comes in that moment finds nothing to write, and syncs a file
 * that does not have them yet. A process killed right then was seen to lose what it had acknowledged.
 */
final class FileSync implements Checkpoint {

  /**
   * Below this share of what is still needed in the parts of a file, some of them are written anew. A busy queue keeps to about 50 by
   * itself; H2 takes up to a second for each such work, and everybody waits meanwhile.
   */
  private static final int FILL_PERCENT = 30;

  /** Of what H2 keeps in memory before it writes by itself, so much is written at once: everybody waits meanwhile. */
  private static final long DUE_PART = 8;

  /** Of what H2 keeps in memory before it writes, as much is written anew at once. */
  private static final int COMPACTED_PART = 16;

  private final StoreHeader header = new StoreHeader();

  /** Long before H2 would write by itself. */
  @Override
  public boolean isDue(Connection connection) throws SQLException {
    return store(connection)
        .filter(store -> DUE_PART * store.getUnsavedMemory() > store.getAutoCommitMemory())
        .isPresent();
  }

  /** Returns when it is durable, and does what H2's own writer would do to keep the file small. One thread at a time. */
  @Override
  public void write(Connection connection) throws SQLException {
    Optional<MVStore> store = store(connection);
    try {
      store.ifPresent(found -> found.compact(FILL_PERCENT, found.getAutoCommitMemory() / COMPACTED_PART));
    } catch (MVStoreException failure) {
      throw DbException.toSQLException(failure);
    }
    sync(connection);
  }

  /** Returns when it is durable. One thread at a time. */
  void sync(Connection writer) throws SQLException {
    Optional<MVStore> store = store(writer);
    if (store.isEmpty()) {
      execute(writer, "CHECKPOINT SYNC");
      return;
    }
    execute(writer, "CHECKPOINT");
    FileStore<?> file = store.get().getFileStore();
    if (file == null) {
      return;
    }
    try {
      // Waits for the threads that write, and keeps others from beginning to.
      store.get().executeFilestoreOperation(() -> {
        if (file instanceof SingleFileStore single) {
          header.write(single);
        }
        file.sync();
      });
    } catch (MVStoreException failure) {
      throw DbException.toSQLException(failure);
    }
  }

  /** Empty behind a URL of a server. */
  static Optional<MVStore> store(Connection connection) throws SQLException {
    return connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
        ? Optional.of(session.getDatabase().getStore().getMvStore())
        : Optional.empty();
  }

  private static void execute(Connection writer, String sql) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.execute(sql);
    }
  }
}
