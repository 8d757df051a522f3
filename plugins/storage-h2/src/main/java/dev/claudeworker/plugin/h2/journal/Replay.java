package dev.claudeworker.plugin.h2.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs transactions again, on a database that has all before them. Keeps its statements; closed with their connection. */
final class Replay {

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  /** On a connection without auto-commit. */
  Replay(Connection connection) {
    this.connection = connection;
  }

  /** A statement that changes other rows than it did at first. */
  static final class DifferentException extends SQLException {

    DifferentException(Transaction transaction, String sql) {
      super("transaction " + transaction.number() + " changes other rows than it did: " + sql);
    }
  }

  /** Runs it and commits it with its number. */
  void run(Transaction transaction) throws SQLException {
    for (Change change : transaction.changes()) {
      run(transaction, change);
    }
    PreparedStatement advance = statement(JournalTable.ADVANCE);
    advance.setLong(1, transaction.number());
    advance.executeUpdate();
    connection.commit();
  }

  private void run(Transaction transaction, Change change) throws SQLException {
    PreparedStatement statement = statement(change.sql());
    for (int index = 0; index < change.rows().size(); index++) {
      bind(statement, change.rows().get(index));
      if (statement.executeUpdate() != change.counts().get(index)) {
        connection.rollback();
        throw new DifferentException(transaction, change.sql());
      }
    }
  }

  // Their number is that of the statements of the storage.
  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  private void bind(PreparedStatement statement, List<Object> row) throws SQLException {
    for (int index = 0; index < row.size(); index++) {
      Object value = row.get(index);
      if (value instanceof Values.Null) {
        statement.setNull(index + 1, Types.NULL);
      } else if (value instanceof Values.Items items) {
        statement.setArray(index + 1, connection.createArrayOf(items.type(), items.values().toArray()));
      } else {
        statement.setObject(index + 1, value);
      }
    }
  }
}
