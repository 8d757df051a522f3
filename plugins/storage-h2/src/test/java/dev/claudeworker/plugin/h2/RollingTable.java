package dev.claudeworker.plugin.h2;

import dev.claudeworker.spi.JsonValue.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Writes a table, one durable commit after the other, whose old rows go, so that space of the file is used again at once. */
final class RollingTable implements AutoCloseable {

  static final int KEPT = 60;

  private final FileSync sync = new FileSync();
  private final Connection connection;
  private final Statement statement;
  private volatile long acknowledged;

  /** Makes it in a new database. */
  RollingTable(String url) throws SQLException {
    connection = DriverManager.getConnection(url + options());
    statement = connection.createStatement();
    statement.execute("CREATE TABLE task(id BIGINT PRIMARY KEY, name VARCHAR, prompt VARCHAR)");
    statement.execute("CREATE INDEX task_name ON task(name)");
    sync.sync(connection);
    connection.setAutoCommit(false);
  }

  /** The product's, but for how long space is kept before it is used again. */
  static String options() {
    H2Settings defaults = H2Settings.of(H2Fixture.config(JsonObject.EMPTY));
    return new H2Settings(
        Optional.empty(), Optional.empty(), defaults.cacheBytes(), 1, defaults.journalBytes(), Duration.ZERO,
        defaults.compactFor())
        .options();
  }

  /** Commits so many rows, each with a prompt of so many letters. */
  void write(int commits, int letters) throws SQLException {
    for (int id = 1; id <= commits; id++) {
      statement.execute(
          "INSERT INTO task VALUES (" + id + ", 'name " + id * 7919L % commits + "', REPEAT('x', " + letters + "))");
      statement.execute("DELETE FROM task WHERE id = " + (id - KEPT));
      connection.commit();
      sync.sync(connection);
      acknowledged = id;
    }
  }

  /** The last row that is durable. */
  long acknowledged() {
    return acknowledged;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
    connection.close();
  }
}
