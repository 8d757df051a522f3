package dev.claudeworker.plugin.h2;

import dev.claudeworker.plugin.h2.journal.Durability;
import dev.claudeworker.storage.sql.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;

/** Connections for reading, made anew after the database broke. */
final class ReaderPool extends ConnectionSource {

  private final JdbcDataSource database;
  private final int size;
  private final Durability durability;

  /** Replaced under the monitor of this object. */
  private Optional<JdbcConnectionPool> pool = Optional.empty();

  ReaderPool(JdbcDataSource database, int size, Durability durability) {
    this.durability = durability;
    this.database = database;
    this.size = size;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = pool().getConnection();
    try {
      durability.attach(connection);
      return connection;
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  private synchronized JdbcConnectionPool pool() {
    return pool.orElseGet(() -> {
      JdbcConnectionPool created = JdbcConnectionPool.create(database);
      created.setMaxConnections(size);
      pool = Optional.of(created);
      return created;
    });
  }

  /** Drops all connections; the next reader gets a new one. */
  synchronized void reset() {
    pool.ifPresent(JdbcConnectionPool::dispose);
    pool = Optional.empty();
  }
}
