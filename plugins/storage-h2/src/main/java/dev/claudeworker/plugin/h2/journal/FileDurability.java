package dev.claudeworker.plugin.h2.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** The database's own file is written and synced each time. */
record FileDurability(Sync sync) implements Durability {

  @Override
  public void attach(Connection connection) {}

  @Override
  public Connection writer(Connection connection) {
    return connection;
  }

  @Override
  public void makeDurable(Connection writer) throws SQLException {
    sync.sync(writer);
  }

  @Override
  public void end(Connection connection) {}

  @Override
  public void close(boolean ended) {}
}
