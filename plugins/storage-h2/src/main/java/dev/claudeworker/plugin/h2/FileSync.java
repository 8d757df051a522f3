package dev.claudeworker.plugin.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
final class FileSync {

  private final StoreHeader header = new StoreHeader();

  /** Returns when it is durable. One thread at a time. */
  void sync(Connection writer) throws SQLException {
    if (!(writer.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session)) {
      execute(writer, "CHECKPOINT SYNC");
      return;
    }
    execute(writer, "CHECKPOINT");
    MVStore store = session.getDatabase().getStore().getMvStore();
    FileStore<?> file = store.getFileStore();
    if (file == null) {
      return;
    }
    try {
      // Waits for the threads that write, and keeps others from beginning to.
      store.executeFilestoreOperation(() -> {
        if (file instanceof SingleFileStore single) {
          header.write(single);
        }
        file.sync();
      });
    } catch (MVStoreException failure) {
      throw DbException.toSQLException(failure);
    }
  }

  private static void execute(Connection writer, String sql) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.execute(sql);
    }
  }
}
