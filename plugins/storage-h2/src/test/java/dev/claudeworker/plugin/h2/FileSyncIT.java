package dev.claudeworker.plugin.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.FutureTask;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What H2 has begun to write in the background belongs to what is made durable. */
final class FileSyncIT {

  @TempDir
  private Path folder;

  private final FileSync sync = new FileSync();

  @Test
  void syncWaitsForWhatTheBackgroundWriterHasTaken() throws Exception {
    GatedFiles.register();
    try (
        Connection writer = DriverManager.getConnection("jdbc:h2:gated:" + folder.resolve("queue"));
        Statement statement = writer.createStatement()) {
      statement.execute("CREATE TABLE task(id INT PRIMARY KEY)");
      sync.sync(writer);
      GatedFiles.close();
      try {
        statement.execute("INSERT INTO task VALUES (1)");
        // As H2's own thread does it, from time to time.
        store(writer).tryCommit();
        var syncing = new FutureTask<Void>(() -> {
          sync.sync(writer);
          return null;
        });
        Thread thread = Thread.ofPlatform().start(syncing);
        while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
          Thread.onSpinWait();
        }
        GatedFiles.open();
        syncing.get();
        assertThat(GatedFiles.done()).contains("write").endsWith("sync");
      } finally {
        GatedFiles.open();
      }
    }
  }

  private static MVStore store(Connection connection) throws Exception {
    return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase().getStore().getMvStore();
  }
}
