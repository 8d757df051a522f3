package dev.claudeworker.plugin.h2.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;

/** What a database knows of its journal: one row of a table that only this storage has. */
final class JournalTable {

  /** Run within every transaction that is recorded. */
  static final String ADVANCE = "UPDATE journal SET last_number = ? WHERE id = 1";

  private JournalTable() {}

  /**
   * The row.
   *
   * @param journal which journal belongs to the database
   * @param last number of the last transaction that is in the database
   * @param inUse whether the database may be behind its journal: it was not closed since
   */
  record State(UUID journal, long last, boolean inUse) {}

  /** Empty = the database has never had a journal. */
  static Optional<State> read(Connection connection) throws SQLException {
    if (!exists(connection)) {
      return Optional.empty();
    }
    try (
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT journal_uuid, last_number, in_use FROM journal WHERE id = 1")) {
      return row.next()
          ? Optional.of(new State(row.getObject(1, UUID.class), row.getLong(2), row.getBoolean(3)))
          : Optional.empty();
    }
  }

  private static boolean exists(Connection connection) throws SQLException {
    try (ResultSet table = connection.getMetaData().getTables(null, "PUBLIC", "JOURNAL", null)) {
      return table.next();
    }
  }

  /** The database has everything that its journal has. */
  static void end(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE journal SET in_use = FALSE WHERE id = 1");
    }
  }

  static void write(Connection connection, State state) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("""
          CREATE TABLE IF NOT EXISTS journal (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            journal_uuid UUID NOT NULL,
            last_number BIGINT NOT NULL,
            in_use BOOLEAN NOT NULL)
          """);
    }
    try (PreparedStatement statement = connection.prepareStatement(
        "MERGE INTO journal (id, journal_uuid, last_number, in_use) KEY (id) VALUES (1, ?, ?, ?)")) {
      statement.setObject(1, state.journal());
      statement.setLong(2, state.last());
      statement.setBoolean(3, state.inUse());
      statement.executeUpdate();
    }
  }
}
