package dev.claudeworker.plugin.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.GZIPInputStream;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that was closed properly keeps at its next opening what it had. */
final class CheckedFilesIT {

  /** The file of a server that was killed while its disk was full; it has two tasks. */
  private static final String KILLED = "killed-on-a-full-disk.mv.db.gz";

  @TempDir
  private Path folder;

  @Test
  void whatWasReadAtOneOpeningIsThereAtTheNext() throws Exception {
    DatabaseFile database = unpacked();
    for (int opening = 1; opening <= 4; opening++) {
      assertThat(tasksOf(database.url())).as("opening %s", opening).isEqualTo(2);
    }
  }

  /** Once this fails, H2 is mended, and {@link CheckedFiles} can go. */
  @Test
  void withoutTheCheckH2ForgetsThem() throws Exception {
    String plain = "jdbc:h2:async:" + unpacked().base();

    assertThat(tasksOf(plain)).isEqualTo(2);
    assertThat(tasksOf(plain)).isZero();
  }

  @Test
  void noFileLooksAsIfItHadBeenClosedProperly() throws Exception {
    DatabaseFile database = new DatabaseFile(folder.resolve("new"));
    run(database.url(), "CREATE TABLE task(id INT)");
    assertThat(Files.readString(database.file(), StandardCharsets.ISO_8859_1)).contains("clean:1");

    try (Connection connection = DriverManager.getConnection(database.url())) {
      SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
      assertThat(session.getDatabase().getStore().getMvStore().getStoreHeader()).doesNotContainKey("clean");
    }
  }

  private DatabaseFile unpacked() throws IOException {
    DatabaseFile database = new DatabaseFile(folder.resolve("killed"));
    try (InputStream packed = new GZIPInputStream(CheckedFilesIT.class.getResourceAsStream(KILLED))) {
      Files.copy(packed, database.file());
    }
    return database;
  }

  private static long tasksOf(String url) throws SQLException {
    try (
        Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM task")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void run(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url); Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
