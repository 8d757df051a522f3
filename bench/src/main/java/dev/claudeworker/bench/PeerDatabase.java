package dev.claudeworker.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.claudeworker.scratch.ScratchPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Connections of another queue to its database, and a look at what is left in it. */
final class PeerDatabase implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int LOOK_EVERY_MILLIS = 5;

  /** For housekeeping beside the workers. */
  private static final int RESERVE = 4;

  private final String url;
  private final List<HikariDataSource> pools = new ArrayList<>();
  private final HikariDataSource own;

  PeerDatabase(String url) {
    this.url = url;
    own = pool(1);
  }

  /** A pool for one server, with a connection for each of its workers. */
  DataSource forServer(int slots) {
    return pool(slots + RESERVE);
  }

  private HikariDataSource pool(int size) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername(ScratchPostgres.USER);
    pool.setMaximumPoolSize(size);
    pools.add(pool);
    return pool;
  }

  DataSource own() {
    return own;
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = own.getConnection(); Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns when a query finds nothing any more. */
  void awaitNone(String query) throws SQLException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (Connection connection = own.getConnection(); Statement statement = connection.createStatement()) {
      while (finds(statement, query)) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("still there after " + PATIENCE + ": " + query);
        }
        Thread.sleep(LOOK_EVERY_MILLIS);
      }
    }
  }

  private static boolean finds(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  @Override
  public void close() {
    pools.forEach(HikariDataSource::close);
  }
}
