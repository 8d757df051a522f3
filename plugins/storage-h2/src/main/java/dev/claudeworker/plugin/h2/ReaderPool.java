package dev.claudeworker.plugin.h2;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** Connections for reading, made anew after the database broke. */
final class ReaderPool implements DataSource {

  private final JdbcDataSource database;
  private final int size;

  /** Replaced under the monitor of this object. */
  private Optional<JdbcConnectionPool> pool = Optional.empty();

  ReaderPool(JdbcDataSource database, int size) {
    this.database = database;
    this.size = size;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return pool().getConnection();
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

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
